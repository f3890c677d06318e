//! When the service fails.

use super::Plain;
use crate::text::Language;
use contract::Site;

/// "Sorry, there is a problem with the service"; its status is 500.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).links();
    Plain::text(site, text.problem, text.problem_body, true)
}

/// "Sorry, the service is unavailable"; its status is 503.
#[must_use]
pub fn unavailable(site: &Site) -> Plain {
    let text = Language::of(site).links();
    Plain::text(site, text.unavailable, text.unavailable_body, true)
}
