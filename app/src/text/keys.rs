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
        not_yet_heading, not_yet_lead, not_now_heading, not_now_lead, too_many_tries_heading, too_many_tries_now,
        too_many_codes_heading, locked_heading, locked_lead,
        try_at, ask_at, ask_hr, what_you_can_do, wait_or_hr,
    }
}

table! {
    /// The page with the QR code and the green button.
    AddKey {
        heading, qr_heading, button_heading, scan_only_with, qr_title,
        open_wallet, come_back, use_phone, use_computer,
        waiting, waiting_for_press, scanned, opened, adding, not_added, not_heard, not_heard_after_press,
        qr_expired, button_expired,
        not_added_help, ask_hr_help, new_qr, try_again, adding_help,
        check_button, copy_button, copied, not_copied, try_demo,
        cannot_scan, cannot_scan_help, nothing_opens, nothing_opens_help, nothing_happened,
        refresh_start, refresh_on, refresh_stop,
    }
}

table! {
    /// The last page.
    Added {
        heading, panel, log_in, log_in_later, keep_heading, keep_backup, keep_lost, missing_heading, missing, not_in_app,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// Header and footer.
    Shell {
        skip, preview_label, preview_tag, preview, support_heading,
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
        log_in, start_again, contact_heading, contact_email, contact_phone,
    }
}

#[cfg(any(feature = "ssr", test))]
table! {
    /// Help and the statements that the footer links to: a heading and a body each.
    Statements {
        help, help_lead, help_contents, help_body, phone, phone_body,
        accessibility, accessibility_body, privacy, privacy_body,
        cookies, cookies_lead, cookies_list,
        cookie_link_purpose, cookie_link_lifetime, cookie_flow_purpose, cookie_flow_lifetime, cookies_body,
        contact, contact_body,
    }
}
