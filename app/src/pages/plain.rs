//! What the plain pages have in common.

use crate::components::{contact_details::ContactDetails, prose::prose};
use contract::Site;
use leptos::prelude::*;

/// A page without a script: its heading, which is also the first part of its title, and what stands below it.
pub struct Plain {
    /// Heading of level 1.
    pub heading: String,
    /// What stands below the heading.
    pub body: AnyView,
    /// What is wrong with what was entered, and the id of its field: said above the heading and in the title.
    pub problem: Option<(&'static str, &'static str)>,
}

impl Plain {
    /// A page on which nothing went wrong.
    pub fn new(heading: impl Into<String>, body: impl IntoAny) -> Self {
        Self { heading: heading.into(), body: body.into_any(), problem: None }
    }

    /// A page of one text, with the contact details of HR below it if asked for.
    pub(crate) fn text(site: &Site, heading: &str, body: &str, contact: bool) -> Self {
        let contact = contact.then(|| view! { <ContactDetails site=site.clone()/> });
        let body = view! {
            {prose(body, &values(site))}
            {contact}
        };
        Self::new(heading, body)
    }
}

/// A link that looks like a button: the way on.
pub(crate) fn button(href: String, words: &'static str) -> impl IntoView {
    view! { <a class="nhsuk-button" href=href draggable="false">{words}</a> }
}

/// What the texts of plain pages may name.
pub(crate) fn values(site: &Site) -> [(&'static str, &str); 4] {
    [("organisation", &site.organisation), ("service", &site.service), ("hr", &site.hr.name), ("host", &site.host)]
}
