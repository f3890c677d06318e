//! Text that goes over the wire and nowhere else.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A pre-authorized code, transaction code, access token or signed credential.
///
/// It serialises as plain text, because the wallet has to get it, but `Debug` hides it, it has no `Display` and it is
/// wiped from memory on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct WireSecret(Zeroizing<String>);

impl WireSecret {
    /// Wraps a secret.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself. Hash it, compare it or send it; do not log it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WireSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WireSecret(…)")
    }
}

impl Serialize for WireSecret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for WireSecret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}
