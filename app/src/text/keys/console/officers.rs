//! How HR officers log in, and who they are.

table! {
    /// How HR officers log in, and who they are.
    Officers {
        log_in_heading, log_in_lead, log_in_help, log_in_button, email, password,
        log_in_wrong, email_missing, wait,
        code_heading, code_lead, code_label, code_empty, code_format, code_wrong, code_button, use_recovery, use_app,
        recovery_heading, recovery_lead, recovery_label, recovery_hint, recovery_empty, recovery_wrong,
        over_heading, over_body, over_link, logged_out_heading, logged_out_body,
        set_up_heading, set_up_lead, set_up_name, set_up_password_heading, new_password, new_password_hint,
        set_up_app_heading, set_up_app, set_up_scan, qr_title, open_app, set_up_typed, app_code, app_code_hint, app_code_wrong,
        set_up_button, short, long, common, names,
        closed_heading, closed_used, closed_over, closed_unknown, no_cookie_heading, no_cookie_body,
        codes_heading, codes_lead, codes_keep, codes_kept_log_in, codes_kept_account,
        confirm_heading, confirm_lead, confirm_no_app,
        account_heading, account_name, account_email, account_role, account_change_help,
        sessions_heading, session_this, session_began, session_used, session_end, session_end_about,
        ways_heading, ways_password, ways_app, ways_codes, ways_codes_left, ways_change, ways_change_password, ways_change_app,
        ways_new_codes, ways_password_set, ways_app_set,
        password_heading, current_password, current_wrong, password_button, password_lead,
        app_heading, app_lead, app_button, new_codes_heading, new_codes_lead, new_codes_button,
        list_heading, list_lead, list_add, list_caption, list_name, list_email, list_role, list_standing, list_last,
        list_never, standing_ready, standing_link, standing_none, standing_off,
        add_heading, add_lead, name, name_hint, name_wrong, email_wrong, role, role_missing, add_button, taken,
        officer_title, officer_own, officer_last_administrator, officer_gone, officer_off_no_link,
        role_heading, role_lead, role_button, link_heading, link_lead, link_button,
        off_heading, off_lead, off_button, on_heading, on_lead, on_button,
        viewer, viewer_hint, issuer, issuer_hint, approver, approver_hint, administrator, administrator_hint,
        auditor, auditor_hint,
        said_added, said_link, said_role, said_off, said_on, said_session_ended, said_password, said_app,
        said_recovery_used,
    }
}
