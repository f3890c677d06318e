//! What the audit trail tells of.

table! {
    /// What the audit trail tells of, and who did it.
    Actions {
        invited, invitation_cancelled, invitation_locked, new_key_provided, session_opened, code_sent, code_right,
        code_wrong, person_locked, offer_made, offer_redeemed, offer_replayed, key_issued, key_accepted, key_failed,
        key_deleted, key_not_in_app, key_replaced, key_revoked, key_revoked_phone_lost, key_suspended, key_restored,
        invitation_reminded, key_end_told,
        key_shown, key_wanted, logged_in, logged_out, session_ended, session_ended_with_key, session_replaced, session_reported,
        session_timed_out, log_in_refused, log_in_reported, notifications_chosen,
        phone_reported_lost, report_link_sent, portal_opened, portal_code_used, portal_code_replayed, employee_added,
        employee_changed, employee_left, employee_returned, contact_changed, identity_confirmed, identity_declined,
        approval_asked, approval_agreed, approval_declined, officer_added, officer_set_up, officer_link_made,
        officer_logged_in, officer_logged_out, officer_confirmed, officer_codes_wrong, officer_passwords_wrong, officer_reset, officer_recovery_code_used,
        officer_role_changed, officer_session_ended, officer_single_sign_on_bound, officer_password_changed,
        officer_app_changed, officer_recovery_codes_made, officer_turned_off, officer_turned_on, by_employee, by_wallet, by_portal,
        by_command_line, by_system,
    }
}
