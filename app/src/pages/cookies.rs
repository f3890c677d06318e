//! The cookies that the service sets.

use super::{Plain, plain::values};
use crate::{components::prose::prose, text::Language};
use contract::Site;
use leptos::prelude::*;

/// Cookie that holds the token of the emailed link until Continue.
pub const LINK_COOKIE: &str = "latchkey-link";
/// Cookie that holds the flow session.
pub const FLOW_COOKIE: &str = "latchkey-flow";
/// Cookie that holds this browser's attempt to log in.
pub const LOG_IN_COOKIE: &str = "latchkey-login";
/// Cookie that holds the code with which a wallet came back to this browser.
pub const RETURN_COOKIE: &str = "latchkey-return";
/// Cookie that holds the session.
pub const SESSION_COOKIE: &str = "latchkey-session";
/// Cookie by which a browser is known that somebody has logged in with before.
pub const BROWSER_COOKIE: &str = "latchkey-browser";
/// Cookie that holds the token of the emailed link of a report until it is confirmed.
pub const REPORT_COOKIE: &str = "latchkey-report";
/// Cookie that holds the token of the emailed link of an HR officer until it is used.
pub const OFFICER_LINK_COOKIE: &str = "latchkey-officer-link";
/// Cookie that holds the session of an HR officer.
pub const OFFICER_COOKIE: &str = "latchkey-officer";
/// Cookie by which a browser is known that an HR officer has logged in with before.
pub const OFFICER_KNOWN_COOKIE: &str = "latchkey-officer-known";
/// Cookie that holds what an HR officer's single sign-on was asked.
pub const OFFICER_SIGN_ON_COOKIE: &str = "latchkey-sso";

/// The page.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).statements();
    let values = values(site);
    let rows: Vec<_> = [
        (LINK_COOKIE, text.cookie_link_purpose, text.cookie_link_lifetime),
        (FLOW_COOKIE, text.cookie_flow_purpose, text.cookie_flow_lifetime),
        (LOG_IN_COOKIE, text.cookie_log_in_purpose, text.cookie_log_in_lifetime),
        (RETURN_COOKIE, text.cookie_return_purpose, text.cookie_return_lifetime),
        (SESSION_COOKIE, text.cookie_session_purpose, text.cookie_session_lifetime),
        (BROWSER_COOKIE, text.cookie_browser_purpose, text.cookie_browser_lifetime),
        (REPORT_COOKIE, text.cookie_report_purpose, text.cookie_report_lifetime),
        (OFFICER_LINK_COOKIE, text.cookie_officer_link_purpose, text.cookie_officer_link_lifetime),
        (OFFICER_COOKIE, text.cookie_officer_purpose, text.cookie_officer_lifetime),
        (OFFICER_KNOWN_COOKIE, text.cookie_officer_known_purpose, text.cookie_officer_known_lifetime),
        (OFFICER_SIGN_ON_COOKIE, text.cookie_officer_sign_on_purpose, text.cookie_officer_sign_on_lifetime),
    ]
    .into_iter()
    .map(|(name, purpose, lifetime)| {
        view! {
            <div class="nhsuk-summary-list__row">
                <dt class="nhsuk-summary-list__key">{name}</dt>
                <dd class="nhsuk-summary-list__value">
                    <p>{purpose}</p>
                    <p>{lifetime}</p>
                </dd>
            </div>
        }
    })
    .collect();
    let body = view! {
        {prose(text.cookies_lead, &values)}
        <h2 class="nhsuk-heading-m">{text.cookies_list}</h2>
        <dl class="nhsuk-summary-list">{rows}</dl>
        {prose(text.cookies_body, &values)}
    };
    Plain::new(text.cookies, body)
}
