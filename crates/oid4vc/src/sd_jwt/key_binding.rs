//! Key binding: the holder signs that this presentation is for this verifier and this request
//! ([RFC 9901, section 4.3](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.3)).

use sha2::{Digest as _, Sha256};

use crate::base64url;
use crate::jose::jws::{JwsError, UnverifiedJws, VerifiedJws};
use crate::jose::{ES256, Jwk};

/// The `typ` of a Key Binding JWT.
pub const TYP: &str = "kb+jwt";
/// How far `iat` may lie from the verifier's clock in either direction unless configured otherwise, in seconds.
pub const DEFAULT_WINDOW_SECONDS: i64 = 300;

/// What a Key Binding JWT has to fit.
#[derive(Debug, Clone, Copy)]
pub struct KeyBindingExpectation<'a> {
    /// Who asked: for OpenID4VP the whole client identifier, prefix included
    /// ([OpenID4VP 1.0, appendix B.3.6](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#appendix-B.3.6)).
    pub audience: &'a str,
    /// The nonce of the request.
    pub nonce: &'a str,
    /// The time, Unix seconds.
    pub now: i64,
    /// How far `iat` may lie from `now` in either direction, in seconds.
    pub window_seconds: i64,
}

/// Why a Key Binding JWT is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyBindingError {
    /// Not a well-formed JWS.
    #[error("the key binding is not a valid JWS")]
    Malformed(#[source] JwsError),
    /// `typ` is not `kb+jwt`.
    #[error("the key binding has the wrong type")]
    Type,
    /// `alg` is not `ES256`.
    #[error("the key binding is not signed with ES256")]
    Algorithm,
    /// The holder's key did not make the signature.
    #[error("the signature of the key binding does not verify")]
    Signature,
    /// `aud` is missing, is not a single string, or is another verifier.
    #[error("the key binding is for another verifier")]
    Audience,
    /// `nonce` is missing or belongs to another request.
    #[error("the key binding is for another request")]
    Nonce,
    /// `iat` is missing, or a time claim is not a time.
    #[error("the key binding has no usable time")]
    NoTime,
    /// `iat` lies before the window, or `exp` has passed.
    #[error("the key binding is too old")]
    TooOld,
    /// `iat` lies after the window, or `nbf` has not come.
    #[error("the key binding is from the future")]
    FromTheFuture,
    /// `sd_hash` is missing, or was taken over another credential or other disclosures.
    #[error("the key binding is for another presentation")]
    PresentationHash,
}

/// Checks a Key Binding JWT by the holder's key
/// ([RFC 9901, section 7.3](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.3)) and returns its `iat`.
///
/// `presented` is what stands before it, exactly as it came, up to and including the last `~`. `holder` comes from
/// the verified credential; keys named in the header are ignored.
///
/// Order: form, `typ`, `alg`, signature, `aud`, `nonce`, `iat`, `sd_hash`.
///
/// # Errors
/// See [`KeyBindingError`]; the first check that fails is reported.
pub fn verify_key_binding(
    jwt: &str,
    presented: &str,
    holder: &Jwk,
    expected: &KeyBindingExpectation<'_>,
) -> Result<i64, KeyBindingError> {
    let jws = UnverifiedJws::parse(jwt).map_err(KeyBindingError::Malformed)?;
    if jws.header_text("typ") != Some(TYP) {
        return Err(KeyBindingError::Type);
    }
    if jws.header_text("alg") != Some(ES256) {
        return Err(KeyBindingError::Algorithm);
    }
    let jwt = jws.verify(holder).map_err(|_| KeyBindingError::Signature)?;
    if jwt.text("aud") != Some(expected.audience) {
        return Err(KeyBindingError::Audience);
    }
    if jwt.text("nonce") != Some(expected.nonce) {
        return Err(KeyBindingError::Nonce);
    }
    let issued_at = check_time(&jwt, expected)?;
    if jwt.text("sd_hash") != Some(&presentation_hash(presented)) {
        return Err(KeyBindingError::PresentationHash);
    }
    Ok(issued_at)
}

/// The `sd_hash` of a presentation: base64url of the SHA-256 of `jwt~disclosure~…~`
/// ([RFC 9901, section 4.3.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.3.1)).
#[must_use]
pub fn presentation_hash(presented: &str) -> String {
    base64url::encode(Sha256::digest(presented))
}

fn check_time(jwt: &VerifiedJws, expected: &KeyBindingExpectation<'_>) -> Result<i64, KeyBindingError> {
    let earliest = expected.now.saturating_sub(expected.window_seconds);
    let latest = expected.now.saturating_add(expected.window_seconds);
    let optional = |name: &str| match jwt.claims().contains_key(name) {
        true => jwt.time(name).map(Some).ok_or(KeyBindingError::NoTime),
        false => Ok(None),
    };
    let issued_at = jwt.time("iat").ok_or(KeyBindingError::NoTime)?;
    let expires_at = optional("exp")?;
    let not_before = optional("nbf")?;
    if issued_at < earliest || expires_at.is_some_and(|expires_at| expires_at <= earliest) {
        return Err(KeyBindingError::TooOld);
    }
    if issued_at > latest || not_before.is_some_and(|not_before| not_before > latest) {
        return Err(KeyBindingError::FromTheFuture);
    }
    Ok(issued_at)
}
