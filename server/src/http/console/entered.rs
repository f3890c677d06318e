//! A password or a code as a form carries it: wiped from memory on drop, and never shown.

use serde::Deserialize;
use std::ops::Deref;
use zeroize::Zeroizing;

/// What somebody entered.
#[derive(Deserialize)]
#[serde(from = "String")]
pub(super) struct Entered(Zeroizing<String>);

impl From<String> for Entered {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl Deref for Entered {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
