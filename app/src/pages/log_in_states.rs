//! The end of a session, and why nobody can log in.

use super::{
    Plain,
    plain::{button, values},
};
use crate::{
    components::{contact_details::ContactDetails, prose::prose},
    text::Language,
};
use contract::{Site, home::LogInState, log_in::LOG_IN};
use leptos::prelude::*;

/// The HTTP status of the page of a state.
#[must_use]
pub const fn status(state: &LogInState) -> u16 {
    match state {
        LogInState::LoggedOut
        | LogInState::SessionOver
        | LogInState::KeyEnded
        | LogInState::KeySuspended
        | LogInState::LostPhoneReported => 200,
        LogInState::CookiesBlocked => 400,
    }
}

/// The page of a state. Each but a lost phone leads back to the log in page.
#[must_use]
pub fn page(site: &Site, state: &LogInState) -> Plain {
    let text = Language::of(site).log_in_states();
    let (heading, words, log_in, hr) = match state {
        LogInState::LoggedOut => (text.logged_out, text.logged_out_body, true, false),
        LogInState::SessionOver => (text.session_over, text.session_over_body, true, false),
        LogInState::KeyEnded => (text.key_ended, text.key_ended_body, true, true),
        LogInState::KeySuspended => (text.key_suspended, text.key_suspended_body, true, true),
        LogInState::LostPhoneReported => (text.lost_phone, text.lost_phone_body, false, true),
        LogInState::CookiesBlocked => (text.cookies_blocked, text.cookies_blocked_body, true, false),
    };
    let body = view! {
        {prose(words, &values(site))}
        {log_in.then(|| button(LOG_IN.to_owned(), text.log_in))}
        {hr.then(|| view! { <ContactDetails site=site.clone()/> })}
    };
    Plain::new(heading, body)
}
