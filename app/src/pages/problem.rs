//! When the service fails.

use super::{Plain, plain::values};
use crate::{
    components::{contact_details::ContactDetails, prose::prose},
    text::Language,
};
use contract::Site;
use leptos::prelude::*;

/// "Sorry, there is a problem with the service"; its status is 500. `reference` is the request's name, to be read out.
#[must_use]
pub fn page(site: &Site, reference: &str) -> Plain {
    let text = Language::of(site).links();
    with_reference(site, text.problem, text.problem_body, reference)
}

/// "Sorry, the service is unavailable"; its status is 503. `reference` is the request's name, to be read out.
#[must_use]
pub fn unavailable(site: &Site, reference: &str) -> Plain {
    let text = Language::of(site).links();
    with_reference(site, text.unavailable, text.unavailable_body, reference)
}

fn with_reference(site: &Site, heading: &str, body: &str, reference: &str) -> Plain {
    let [organisation, service, hr, host] = values(site);
    let values = [organisation, service, hr, host, ("reference", reference)];
    let body = view! {
        {prose(body, &values)}
        <ContactDetails site=site.clone()/>
    };
    Plain::new(heading, body)
}
