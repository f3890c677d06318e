//! DPoP: proofs that the sender of a request holds a certain key
//! ([RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html)).
//!
//! [`verify`] does every check of
//! [section 4.3](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3) that needs no memory. Two are left to the
//! caller, who has a database: that `jti` was not seen before within the window, and that `jkt` is the key to which
//! the access token was bound.

use sha2::{Digest as _, Sha256};
use url::Url;

use super::jws::{JwsError, UnverifiedJws, VerifiedJws};
use super::{ES256, Jwk, JwkError};
use crate::base64url;

/// The `typ` of a DPoP proof.
pub const TYP: &str = "dpop+jwt";
/// How far `iat` may lie from the server's clock in either direction unless configured otherwise, in seconds.
pub const DEFAULT_WINDOW_SECONDS: i64 = 60;
/// The longest `jti` or `nonce` that is accepted, in bytes; both may end up in a database.
pub const MAX_ID_LENGTH: usize = 256;

/// What the request is that the proof has to fit.
#[derive(Debug, Clone, Copy)]
pub struct DpopExpectation<'a> {
    /// HTTP method in upper case.
    pub method: &'a str,
    /// The absolute URL of the endpoint from configuration, not from request headers. Query and fragment are not
    /// compared.
    pub url: &'a str,
    /// The access token of the request; `None` at the token endpoint.
    pub access_token: Option<&'a str>,
    /// The time, Unix seconds.
    pub now: i64,
    /// How far `iat` may lie from `now` in either direction, in seconds.
    pub window_seconds: i64,
}

/// A DPoP proof that passed every check without memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedDpop {
    /// Thumbprint of the key that signed: what an access token is bound to
    /// ([section 6.1](https://www.rfc-editor.org/rfc/rfc9449.html#section-6.1)).
    pub jkt: String,
    /// Identifier of the proof. The caller refuses the second use of the same `jkt` and `jti`.
    pub jti: String,
    /// The server nonce in the proof, unchecked. `None` when there is none.
    pub nonce: Option<String>,
    /// When the proof was made, Unix seconds: with the window it says how long `jti` has to be remembered.
    pub issued_at: i64,
}

/// Why a DPoP proof is refused. On the wire all are `invalid_dpop_proof`
/// ([section 5](https://www.rfc-editor.org/rfc/rfc9449.html#section-5)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DpopError {
    /// Not a well-formed JWS.
    #[error("the DPoP proof is not a valid JWS")]
    Malformed(#[source] JwsError),
    /// `typ` is not `dpop+jwt`.
    #[error("the DPoP proof has the wrong type")]
    Type,
    /// `alg` is not `ES256`.
    #[error("the DPoP proof is not signed with ES256")]
    Algorithm,
    /// No `jwk` in the header.
    #[error("the DPoP proof names no key")]
    NoKey,
    /// The `jwk` is not a public P-256 key.
    #[error("the key of the DPoP proof is not usable")]
    Key(#[source] JwkError),
    /// The signature does not verify.
    #[error("the signature of the DPoP proof does not verify")]
    Signature,
    /// `htm` is missing or another method.
    #[error("the DPoP proof is for another method")]
    Method,
    /// `htu` is missing or another URL.
    #[error("the DPoP proof is for another URL")]
    Url,
    /// `iat` is missing or not a time.
    #[error("the DPoP proof has no time")]
    NoTime,
    /// `iat` lies before the window.
    #[error("the DPoP proof is too old")]
    TooOld,
    /// `iat` lies after the window.
    #[error("the DPoP proof is from the future")]
    FromTheFuture,
    /// `jti` is missing, empty or too long.
    #[error("the DPoP proof has no usable identifier")]
    Identifier,
    /// `nonce` is present and is not a string of a sensible length.
    #[error("the nonce of the DPoP proof is not usable")]
    Nonce,
    /// `ath` is missing or belongs to another access token.
    #[error("the DPoP proof is for another access token")]
    AccessToken,
}

/// Checks a proof against the request that carries it.
///
/// Order: form, `typ`, `alg`, key, signature, `htm`, `htu`, `iat`, `jti`, `nonce`, `ath`.
///
/// # Errors
/// See [`DpopError`]; the first check that fails is reported.
pub fn verify(proof: &str, expected: &DpopExpectation<'_>) -> Result<VerifiedDpop, DpopError> {
    let jws = UnverifiedJws::parse(proof).map_err(DpopError::Malformed)?;
    if jws.header_text("typ") != Some(TYP) {
        return Err(DpopError::Type);
    }
    if jws.header_text("alg") != Some(ES256) {
        return Err(DpopError::Algorithm);
    }
    let key = Jwk::from_value(jws.header("jwk").ok_or(DpopError::NoKey)?).map_err(DpopError::Key)?;
    let proof = jws.verify(&key).map_err(|_| DpopError::Signature)?;

    if proof.text("htm") != Some(expected.method) {
        return Err(DpopError::Method);
    }
    let same_url = proof
        .text("htu")
        .and_then(comparable)
        .zip(comparable(expected.url))
        .is_some_and(|(stated, ours)| stated == ours);
    if !same_url {
        return Err(DpopError::Url);
    }
    let issued_at = check_time(&proof, expected)?;
    let jti = usable_id(&proof, "jti").ok_or(DpopError::Identifier)?;
    let nonce = match proof.claims().contains_key("nonce") {
        true => Some(usable_id(&proof, "nonce").ok_or(DpopError::Nonce)?),
        false => None,
    };
    if let Some(token) = expected.access_token
        && proof.text("ath") != Some(&access_token_hash(token))
    {
        return Err(DpopError::AccessToken);
    }
    Ok(VerifiedDpop { jkt: key.thumbprint(), jti, nonce, issued_at })
}

/// The `ath` claim that belongs to an access token: base64url of the SHA-256 of its ASCII form
/// ([section 4.2](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2)).
#[must_use]
pub fn access_token_hash(access_token: &str) -> String {
    base64url::encode(Sha256::digest(access_token))
}

fn check_time(proof: &VerifiedJws, expected: &DpopExpectation<'_>) -> Result<i64, DpopError> {
    let issued_at = proof.time("iat").ok_or(DpopError::NoTime)?;
    if issued_at < expected.now.saturating_sub(expected.window_seconds) {
        return Err(DpopError::TooOld);
    }
    if issued_at > expected.now.saturating_add(expected.window_seconds) {
        return Err(DpopError::FromTheFuture);
    }
    Ok(issued_at)
}

fn usable_id(proof: &VerifiedJws, name: &str) -> Option<String> {
    proof.text(name).filter(|id| !id.is_empty() && id.len() <= MAX_ID_LENGTH).map(str::to_owned)
}

/// A URL without query and fragment in normal form: lower-case scheme and host, no default port, a path of at least
/// `/` ([section 4.3](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3), check 9). The URL parser would
/// repair white space and backslashes, which do not belong here.
fn comparable(text: &str) -> Option<Url> {
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return None;
    }
    let mut url = Url::parse(text).ok()?;
    if !url.has_host() {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}
