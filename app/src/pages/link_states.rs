//! A link that leads nowhere now, and why.

use super::{
    Plain,
    plain::{button, values},
};
use crate::{
    components::{contact_details::ContactDetails, prose::prose},
    text::Language,
};
use contract::{Endpoint, Site, endpoints::Continue, log_in::LOG_IN, page::LinkState};
use leptos::prelude::*;

/// What the page of a state offers besides its words.
enum Offer {
    /// Nothing that the person can do here: HR helps.
    Hr,
    /// The employer's portal, or our own log in page where there is none.
    LogIn,
    /// A new session for this browser, which takes a press: a page that is read opens none.
    StartAgain,
    /// Nothing.
    Nothing,
}

/// The HTTP status of the page of a state.
#[must_use]
pub const fn status(state: &LinkState) -> u16 {
    match state {
        LinkState::Unknown => 404,
        LinkState::Expired | LinkState::Replaced | LinkState::Cancelled | LinkState::Locked => 410,
        LinkState::Used | LinkState::AlreadyHasKey | LinkState::SessionEnded | LinkState::CarriedOnElsewhere => 200,
        LinkState::CookiesBlocked => 400,
    }
}

/// The page of a state.
#[must_use]
pub fn page(site: &Site, state: &LinkState) -> Plain {
    let text = Language::of(site).links();
    let (heading, words, offer) = match state {
        LinkState::Unknown => (text.unknown, text.unknown_body, Offer::Hr),
        LinkState::Expired => (text.expired, text.expired_body, Offer::Hr),
        LinkState::Replaced => (text.replaced, text.replaced_body, Offer::Hr),
        LinkState::Cancelled => (text.cancelled, text.cancelled_body, Offer::Hr),
        LinkState::Locked => (text.locked, text.locked_body, Offer::Hr),
        LinkState::Used => (text.used, text.used_body, Offer::LogIn),
        LinkState::AlreadyHasKey => (text.has_key, text.has_key_body, Offer::LogIn),
        LinkState::SessionEnded => (text.session_ended, text.session_ended_body, Offer::Nothing),
        LinkState::CarriedOnElsewhere => (text.elsewhere, text.elsewhere_body, Offer::StartAgain),
        LinkState::CookiesBlocked => (text.cookies_blocked, text.cookies_blocked_body, Offer::Nothing),
    };
    let contact = || view! { <ContactDetails site=site.clone()/> };
    let offer = match offer {
        Offer::Hr => contact().into_any(),
        Offer::LogIn => {
            let button = match &site.portal_url {
                Some(portal) => button(portal.clone(), text.log_in),
                None => button(LOG_IN.to_owned(), text.log_in_here),
            };
            view! { {button} {contact()} }.into_any()
        }
        Offer::StartAgain => view! {
            <form method="post" action=Continue::PATH>
                <button class="nhsuk-button" type="submit">{text.start_again}</button>
            </form>
        }
        .into_any(),
        Offer::Nothing => ().into_any(),
    };
    let body = view! { {prose(words, &values(site))} {offer} };
    Plain::new(heading, body)
}
