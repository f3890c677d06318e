//! The keys of every table of sentences.

/// Makes a table: a struct with one sentence a field, and a way to walk them in tests.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($key:ident),+ $(,)? }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            $(pub(crate) $key: &'static str,)+
        }

        #[cfg(test)]
        impl $name {
            /// Every key with its sentence.
            pub(crate) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key)),+]
            }
        }
    };
}

table! {
    /// What several hydrated pages share. `title` and `title_error` take `{heading}`, `{service}`, `{organisation}`.
    Parts {
        title, title_error, back, continue_button, busy, still_busy,
        problem_heading, error_prefix, unreachable, refused, notice_title, success_title,
    }
}

table! {
    /// The start page.
    Start {
        heading, lead, invited, replaces, before_heading, have_phone, install, install_from, several_employers,
    }
}

table! {
    /// The three pages about security codes.
    Code {
        send_heading, send_lead, not_my_number,
        enter_heading, enter_lead, enter_expiry, label, hint, get_new, no_text,
        sent_again, just_sent,
        empty, format, wrong, wrong_tries_left, wrong_one_try_left, expired,
        new_heading, new_lead, new_limit, new_button, tips_heading, tips,
        not_yet_heading, not_yet_lead, used_lead, not_now_heading, not_now_lead, too_many_tries_heading, too_many_tries_now,
        too_many_codes_heading, locked_heading, locked_lead,
        try_at, ask_at, ask_hr, what_you_can_do, wait_or_hr,
    }
}

table! {
    /// The two ways to the wallet, whatever is handed to it.
    Ways {
        open_wallet, use_phone, use_computer, qr_expired, button_expired, new_qr, try_again,
        copy_button, copied, not_copied, try_demo, cannot_scan, nothing_opens, nothing_happened,
        refresh_start, refresh_on, refresh_stop,
    }
}

table! {
    /// What the two ways say about what is handed to the wallet: an offer of a key, a request to share one.
    Handover {
        qr_heading, button_heading, scan_only_with, qr_title, cannot_scan_help, nothing_opens_help,
        waiting, waiting_for_press, not_heard, not_heard_after_press, check_button,
    }
}

table! {
    /// The page where the key is added.
    AddKey { heading, scanned, opened, adding, not_added, not_added_help, ask_hr_help, adding_help }
}

table! {
    /// The log in page. Each refusal has a message, and a sentence that says what to do.
    LogIn {
        heading, lead, lead_portal, ask_qr, ask_button,
        not_begun, opened, opened_here, opened_help, start_again, shared, shared_for_press,
        other_browser, other_browser_help, log_in_here, trouble_heading, trouble,
        declined, declined_help, not_our_key, not_our_key_help, expired, expired_help, revoked, revoked_help,
        suspended, suspended_help,
        not_active, not_active_help, unreadable, unreadable_help, not_checked, not_checked_help, too_late, too_late_help,
    }
}

table! {
    /// The warning before a session ends.
    Session { heading, warning, time_left, seconds_left, stay }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// The pages of somebody who is logged in.
    Home {
        heading, lead, key_ends_soon, new_key_waits, new_key_asked,
        portal, portal_words, key, key_words, sessions, sessions_words, notifications, notifications_words,
        status, active, employer, added, last_used, never_used, ends,
        what_to_do, new_phone, new_phone_words, lost_phone, lost_phone_words, deleted, deleted_words,
        not_working, not_working_words,
        new_key, new_key_lead, asked_lead, asked_words, reason, reason_new_phone, reason_deleted, reason_not_working,
        reason_missing, ask, cancel,
        report, report_lead, report_will, report_instead, report_button,
        sessions_lead, this_browser, logged_in, used, end_session,
        notifications_lead, how, by_email, by_email_and_text, save,
        asked, asked_before, session_ended, saved, stay, ends_at,
    }
}

table! {
    /// The last page.
    Added {
        heading, panel, log_in, log_in_here, log_in_later, keep_heading, keep_backup, keep_lost, missing_heading, missing, not_in_app,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// Header and footer.
    Shell {
        skip, account, log_out, preview_label, preview_tag, preview, support_heading,
        help, accessibility, contact, cookies, privacy,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// States of a link, and the pages for errors: a heading and a body each.
    Links {
        unknown, unknown_body, expired, expired_body, replaced, replaced_body, cancelled, cancelled_body,
        locked, locked_body, used, used_body, has_key, has_key_body, session_ended, session_ended_body,
        elsewhere, elsewhere_body, cookies_blocked, cookies_blocked_body,
        not_found, not_found_body, problem, problem_body, unavailable, unavailable_body,
        log_in, log_in_here, start_again, contact_heading, contact_email, contact_phone,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// The end of a session, and why nobody can log in: a heading and a body each.
    LogInStates {
        logged_out, logged_out_body, session_over, session_over_body, key_ended, key_ended_body,
        key_suspended, key_suspended_body,
        lost_phone, lost_phone_body, cookies_blocked, cookies_blocked_body, log_in,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// What is reported without being logged in: a lost phone, a log in that was somebody else's.
    Reports {
        ask, ask_lead, email_label, email_hint, email_empty, email_format, ask_button, ask_more,
        sent, sent_body,
        confirm_lost_phone, confirm_lost_phone_body, stop_key, confirm_not_me, confirm_not_me_body, not_me_button,
        done_lost_phone, done_lost_phone_body, done_not_me, done_not_me_body, closed, closed_body,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// What a portal asked for and did not get, and the log out that it asks for.
    Portal {
        refused, unknown_body, address_body, malformed_body, too_old, too_old_body,
        onward, onward_body, onward_button, log_out, log_out_portal, log_out_any, log_out_button, stay,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// Help and the statements that the footer links to: a heading and a body each.
    Statements {
        help, help_lead, help_contents, help_body, phone, phone_body,
        accessibility, accessibility_body, privacy, privacy_body,
        cookies, cookies_lead, cookies_list,
        cookie_link_purpose, cookie_link_lifetime, cookie_flow_purpose, cookie_flow_lifetime,
        cookie_log_in_purpose, cookie_log_in_lifetime, cookie_return_purpose, cookie_return_lifetime,
        cookie_session_purpose, cookie_session_lifetime, cookie_browser_purpose, cookie_browser_lifetime,
        cookie_report_purpose, cookie_report_lifetime, cookie_officer_link_purpose,
        cookie_officer_link_lifetime, cookie_officer_purpose, cookie_officer_lifetime,
        cookie_officer_known_purpose, cookie_officer_known_lifetime,
        cookie_officer_sign_on_purpose, cookie_officer_sign_on_lifetime, cookies_body,
        contact, contact_body,
    }
}

#[cfg(any(feature = "ssr", test))]
mod console;

#[cfg(any(feature = "ssr", test))]
pub(crate) use console::{
    ActStates, Actions, Acts, Console, Officers, Oversight, SingleSignOn, Staff, StaffForms, StaffImport, StaffRecord,
};
