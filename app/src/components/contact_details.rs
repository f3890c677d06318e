//! How to reach HR.

use super::rich::rich;
use crate::text::Language;
use contract::Site;
use leptos::prelude::*;

/// Heading and list. Phone numbers are dialled without the marks that make them readable.
#[component]
pub(crate) fn ContactDetails(site: Site) -> impl IntoView {
    let text = Language::of(&site).links();
    let hr = site.hr;
    let email = hr.email.map(|email| {
        let address = format!("mailto:{email}");
        view! { <li>{rich(text.contact_email, &[("email", &email), ("address", &address)])}</li> }
    });
    let phone = hr.phone.map(|phone| {
        let dialled: String = phone.chars().filter(|mark| mark.is_ascii_digit() || *mark == '+').collect();
        let address = format!("tel:{dialled}");
        view! { <li>{rich(text.contact_phone, &[("phone", &phone), ("address", &address)])}</li> }
    });
    view! {
        <h2 class="nhsuk-heading-m">{rich(text.contact_heading, &[("hr", &hr.name)])}</h2>
        <ul class="nhsuk-list">{email} {phone}</ul>
    }
}
