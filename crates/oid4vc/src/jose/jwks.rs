//! The set of public keys that a server publishes.

use serde::Serialize;

use super::{ES256, Jwk, SigningKey};

/// A JWK Set document for `jwks_uri`
/// ([RFC 7517, section 5](https://www.rfc-editor.org/rfc/rfc7517.html#section-5)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jwks {
    /// The keys, the one in use first. A retired key stays until nothing that it signed is valid any more.
    pub keys: Vec<PublishedKey>,
}

/// One key of a [`Jwks`]: the public key with its identifier and purpose
/// ([RFC 7517, section 4](https://www.rfc-editor.org/rfc/rfc7517.html#section-4)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedKey {
    /// The public key itself.
    #[serde(flatten)]
    jwk: Jwk,
    /// Key identifier, as it stands in the header of what this key signs.
    kid: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    purpose: &'static str,
    /// Always `ES256`.
    alg: &'static str,
}

impl PublishedKey {
    /// A public key under its thumbprint as identifier.
    #[must_use]
    pub fn new(jwk: Jwk) -> Self {
        Self { kid: jwk.thumbprint(), jwk, purpose: "sig", alg: ES256 }
    }
}

impl Jwks {
    /// The set of the public halves of `keys`, in that order.
    #[must_use]
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a SigningKey>) -> Self {
        let keys = keys.into_iter().map(|key| PublishedKey::new(key.public_jwk().clone())).collect();
        Self { keys }
    }
}
