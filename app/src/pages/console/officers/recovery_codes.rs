//! New recovery codes: shown on this page and never again.

use crate::{pages::console::ConsolePage, text::Language};
use contract::Site;
use leptos::prelude::*;

/// New recovery codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCodes {
    /// As they are written down.
    pub codes: Vec<String>,
    /// Nobody is logged in yet: they were made with the log in.
    pub first: bool,
}

/// The page.
#[must_use]
pub fn recovery_codes(site: &Site, made: &RecoveryCodes) -> ConsolePage {
    let text = Language::of(site).officers();
    let codes: Vec<_> = made.codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> }).collect();
    let (next, address) = match made.first {
        true => (text.codes_kept_log_in, "/hr/log-in"),
        false => (text.codes_kept_account, "/hr/account"),
    };
    let body = view! {
        <p>{text.codes_lead}</p>
        <ul class="nhsuk-list">{codes}</ul>
        <p>{text.codes_keep}</p>
        <a class="nhsuk-button" role="button" draggable="false" href=address>{next}</a>
    };
    ConsolePage::new(text.codes_heading, body)
}
