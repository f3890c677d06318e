//! The cookies that the service sets.

use super::{Plain, plain::values};
use crate::{components::prose::prose, text::Language};
use contract::Site;
use leptos::prelude::*;

/// Cookie that holds the token of the emailed link until Continue.
pub const LINK_COOKIE: &str = "latchkey-link";
/// Cookie that holds the flow session.
pub const FLOW_COOKIE: &str = "latchkey-flow";

/// The page.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).statements();
    let values = values(site);
    let rows: Vec<_> = [
        (LINK_COOKIE, text.cookie_link_purpose, text.cookie_link_lifetime),
        (FLOW_COOKIE, text.cookie_flow_purpose, text.cookie_flow_lifetime),
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
    Plain { heading: text.cookies.to_owned(), body: body.into_any() }
}
