//! What a portal asked for and did not get, and the log out that it asks for.

use super::{
    Plain,
    plain::{button, values},
};
use crate::{
    components::{busy_button::Look, contact_details::ContactDetails, prose::prose},
    text::Language,
};
use contract::{Site, home::HOME, log_in::PORTAL_LOG_OUT};
use leptos::prelude::*;

/// Why a portal's request is answered to the person and not to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalProblem {
    /// Nobody has registered this portal.
    Unknown,
    /// It asks to be answered at an address that is not registered for it.
    Address,
    /// A parameter is missing, or there twice, or cannot be read.
    Malformed,
    /// The person took longer than the request is kept, or what was kept is not what we made.
    TooOld,
}

/// Nobody goes anywhere: an address that is not the portal's own may be a trap.
#[must_use]
pub fn refused(site: &Site, why: PortalProblem) -> Plain {
    let text = Language::of(site).portal();
    let (heading, words, hr) = match why {
        PortalProblem::Unknown => (text.refused, text.unknown_body, true),
        PortalProblem::Address => (text.refused, text.address_body, true),
        PortalProblem::Malformed => (text.refused, text.malformed_body, true),
        PortalProblem::TooOld => (text.too_old, text.too_old_body, false),
    };
    let contact = hr.then(|| view! { <ContactDetails site=site.clone()/> });
    let body = view! {
        {prose(words, &values(site))}
        {contact}
    };
    Plain::new(heading, body)
}

/// The browser goes on to a portal by itself; with a button for one that does not.
#[must_use]
pub fn onward(site: &Site, portal: &str, to: &str) -> Plain {
    let text = Language::of(site).portal();
    let [organisation, service, hr, host] = values(site);
    let body = view! {
        {prose(text.onward_body, &[organisation, service, hr, host, ("portal", portal)])}
        {button(to.to_owned(), text.onward_button)}
    };
    Plain::new(text.onward, body)
}

/// Asks whether to log out, in the name of the portal that sent the person. `fields` are sent along as they are.
#[must_use]
pub fn log_out(site: &Site, portal: Option<&str>, fields: &[(String, String)]) -> Plain {
    let text = Language::of(site).portal();
    let [organisation, service, hr, host] = values(site);
    let values = [organisation, service, hr, host, ("portal", portal.unwrap_or_default())];
    let words = if portal.is_some() { text.log_out_portal } else { text.log_out_any };
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect();
    let body = view! {
        {prose(words, &values)}
        <form method="post" action=PORTAL_LOG_OUT novalidate>
            {fields}
            <button class=Look::Primary.class() type="submit">{text.log_out_button}</button>
        </form>
        <p><a href=HOME>{text.stay}</a></p>
    };
    Plain::new(text.log_out, body)
}
