//! English.

#[cfg(any(feature = "ssr", test))]
mod accessibility;
pub(super) mod add_key;
pub(super) mod added;
pub(super) mod code;
#[cfg(any(feature = "ssr", test))]
mod cookies;
#[cfg(any(feature = "ssr", test))]
mod help;
#[cfg(any(feature = "ssr", test))]
pub(super) mod links;
pub(super) mod parts;
#[cfg(any(feature = "ssr", test))]
mod privacy;
#[cfg(any(feature = "ssr", test))]
pub(super) mod shell;
pub(super) mod start;

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
    cookies_body: cookies::BODY,
    contact: "Contact us",
    contact_body: help::CONTACT,
};
