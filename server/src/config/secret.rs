//! A setting that nobody may see.

use super::text;
use serde::Deserializer;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret text: not shown by `Debug`, not written anywhere, wiped from memory on drop.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Whether `given` is the secret; takes the same time for every wrong answer of the same length.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// The text itself, for whoever asks for it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Number of characters.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A secret that may be left out; an empty text counts as left out.
///
/// # Errors
/// When it is neither text nor a whole number.
pub(super) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(text::optional(deserializer)?.map(Secret))
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_compared_and_never_shown() {
        let secret = Secret::from("open sesame");
        assert!(secret.is("open sesame") && !secret.is("open") && !secret.is(""));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
