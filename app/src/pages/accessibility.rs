//! The accessibility statement.

use super::Plain;
use crate::text::Language;
use contract::Site;

/// The page.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).statements();
    Plain::text(site, text.accessibility, text.accessibility_body, false)
}
