//! An address that is none of ours.

use super::Plain;
use crate::text::Language;
use contract::Site;

/// The page; its status is 404.
#[must_use]
pub fn page(site: &Site) -> Plain {
    let text = Language::of(site).links();
    Plain::text(site, text.not_found, text.not_found_body, true)
}
