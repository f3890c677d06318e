//! English.

#[cfg(any(feature = "ssr", test))]
mod accessibility;
pub(super) mod add_key;
pub(super) mod added;
pub(super) mod code;
#[cfg(any(feature = "ssr", test))]
pub(super) mod console;
#[cfg(any(feature = "ssr", test))]
mod cookies;
#[cfg(any(feature = "ssr", test))]
mod help;
#[cfg(any(feature = "ssr", test))]
pub(super) mod home;
#[cfg(any(feature = "ssr", test))]
pub(super) mod links;
pub(super) mod log_in;
#[cfg(any(feature = "ssr", test))]
pub(super) mod log_in_states;
pub(super) mod parts;
#[cfg(any(feature = "ssr", test))]
pub(super) mod portal;
#[cfg(any(feature = "ssr", test))]
mod privacy;
#[cfg(any(feature = "ssr", test))]
pub(super) mod reports;
pub(super) mod session;
#[cfg(any(feature = "ssr", test))]
pub(super) mod shell;
pub(super) mod start;
pub(super) mod ways;

#[cfg(any(feature = "ssr", test))]
use super::keys::Statements;

/// Help and the statements that the footer links to.
#[cfg(any(feature = "ssr", test))]
pub(super) const STATEMENTS: Statements = Statements {
    help: "Help with your access key",
    help_lead: help::LEAD,
    help_contents: "Contents",
    help_body: help::BODY,
    phone: "If this is not your phone number",
    phone_body: help::PHONE,
    accessibility: "Accessibility statement",
    accessibility_body: accessibility::BODY,
    privacy: "Privacy",
    privacy_body: privacy::BODY,
    cookies: "Cookies",
    cookies_lead: cookies::LEAD,
    cookies_list: "Cookies that we use",
    cookie_link_purpose: cookies::LINK_PURPOSE,
    cookie_link_lifetime: cookies::LINK_LIFETIME,
    cookie_flow_purpose: cookies::FLOW_PURPOSE,
    cookie_flow_lifetime: cookies::FLOW_LIFETIME,
    cookie_log_in_purpose: cookies::LOG_IN_PURPOSE,
    cookie_log_in_lifetime: cookies::LOG_IN_LIFETIME,
    cookie_return_purpose: cookies::RETURN_PURPOSE,
    cookie_return_lifetime: cookies::RETURN_LIFETIME,
    cookie_session_purpose: cookies::SESSION_PURPOSE,
    cookie_session_lifetime: cookies::SESSION_LIFETIME,
    cookie_browser_purpose: cookies::BROWSER_PURPOSE,
    cookie_browser_lifetime: cookies::BROWSER_LIFETIME,
    cookie_report_purpose: cookies::REPORT_PURPOSE,
    cookie_report_lifetime: cookies::REPORT_LIFETIME,
    cookie_officer_link_purpose: cookies::OFFICER_LINK_PURPOSE,
    cookie_officer_link_lifetime: cookies::OFFICER_LINK_LIFETIME,
    cookie_officer_purpose: cookies::OFFICER_PURPOSE,
    cookie_officer_lifetime: cookies::OFFICER_LIFETIME,
    cookie_officer_known_purpose: cookies::OFFICER_KNOWN_PURPOSE,
    cookie_officer_known_lifetime: cookies::OFFICER_KNOWN_LIFETIME,
    cookie_officer_sign_on_purpose: cookies::OFFICER_SIGN_ON_PURPOSE,
    cookie_officer_sign_on_lifetime: cookies::OFFICER_SIGN_ON_LIFETIME,
    cookies_body: cookies::BODY,
    contact: "Contact us",
    contact_body: help::CONTACT,
};
