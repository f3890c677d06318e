//! `did:jwk`: a public key written as a decentralised identifier
//! ([did:jwk method specification](https://github.com/quartzjer/did-jwk/blob/main/spec.md)).
//!
//! The identifier *is* the key, so nothing is fetched to resolve it. Its document has one verification method, `#0`.

use super::{Jwk, JwkError};
use crate::base64url;
use crate::json::{self, JsonError};

const PREFIX: &str = "did:jwk:";
/// A P-256 key with every optional member is well below this.
const MAX_LENGTH: usize = 4096;

/// Why a text is not the DID URL of a usable key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DidJwkError {
    /// Does not begin with `did:jwk:`, or is too long to be a P-256 key.
    #[error("the identifier is not a did:jwk")]
    NotDidJwk,
    /// Names another verification method than the only one, `#0`.
    #[error("a did:jwk has the verification method #0 only")]
    VerificationMethod,
    /// The part after the prefix is not base64url without padding.
    #[error("the did:jwk is not base64url")]
    Encoding,
    /// The encoded key is not acceptable JSON.
    #[error("the did:jwk does not hold JSON")]
    Json(#[source] JsonError),
    /// The encoded key is not a public P-256 key.
    #[error("the did:jwk does not hold a usable key")]
    Key(#[source] JwkError),
}

/// Reads the key from `did:jwk:…#0`. The bare identifier without a fragment is accepted too: with one verification
/// method there is no doubt which is meant.
///
/// # Errors
/// See [`DidJwkError`].
pub fn parse(did_url: &str) -> Result<Jwk, DidJwkError> {
    let identifier =
        did_url.strip_prefix(PREFIX).filter(|_| did_url.len() <= MAX_LENGTH).ok_or(DidJwkError::NotDidJwk)?;
    let encoded = match identifier.split_once('#') {
        None => identifier,
        Some((encoded, "0")) => encoded,
        Some(_) => return Err(DidJwkError::VerificationMethod),
    };
    let bytes = base64url::decode(encoded).ok_or(DidJwkError::Encoding)?;
    let value = json::parse(&bytes).map_err(DidJwkError::Json)?;
    Jwk::from_value(&value).map_err(DidJwkError::Key)
}

/// The DID URL `did:jwk:…#0` of a key.
#[must_use]
pub fn encode(jwk: &Jwk) -> String {
    format!("{PREFIX}{}#0", base64url::encode(jwk.canonical()))
}
