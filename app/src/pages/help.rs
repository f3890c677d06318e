//! The troubleshooting guide: a problem a heading, in the words of those who have it.

use super::{Plain, plain::values};
use crate::{
    components::{
        contact_details::ContactDetails,
        prose::{headings, prose},
    },
    text::Language,
};
use contract::Site;
use leptos::prelude::*;

/// The page. Other pages link to its headings by their ids, for example `no-text`.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).statements();
    let values = values(site);
    let contents: Vec<_> = headings(text.help_body)
        .map(|(id, words)| view! { <li><a href=format!("#{id}")>{words.to_owned()}</a></li> })
        .collect();
    let body = view! {
        {prose(text.help_lead, &values)}
        <nav aria-labelledby="contents">
            <h2 class="nhsuk-heading-m" id="contents">{text.help_contents}</h2>
            <ul class="nhsuk-list nhsuk-list--bullet">{contents}</ul>
        </nav>
        {prose(text.help_body, &values)}
        <ContactDetails site=site.clone()/>
    };
    Plain::new(text.help, body)
}
