//! The page for an officer whose role does not allow what was asked for.

use super::ConsolePage;
use crate::{components::prose::prose, text::Language};
use contract::Site;

/// "You cannot do this", and who can help.
#[must_use]
pub fn not_allowed(site: &Site) -> ConsolePage {
    let text = Language::of(site).console();
    ConsolePage::new(text.not_allowed, prose(text.not_allowed_body, &[]))
}
