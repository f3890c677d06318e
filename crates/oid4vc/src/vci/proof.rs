//! Key proofs: the wallet shows that it holds the key to which the credential is to be bound
//! ([OpenID4VCI 1.0, appendix F.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-F.1)).

use serde_json::Value;

use crate::jose::did_jwk::{self, DidJwkError};
use crate::jose::jws::{JwsError, UnverifiedJws, VerifiedJws};
use crate::jose::{ES256, Jwk, JwkError};

/// The `typ` of a key proof.
pub const TYP: &str = "openid4vci-proof+jwt";
/// How far `iat` may lie from the server's clock in either direction unless configured otherwise, in seconds.
pub const DEFAULT_WINDOW_SECONDS: i64 = 300;

/// What a proof has to fit.
#[derive(Debug, Clone, Copy)]
pub struct ProofPolicy<'a> {
    /// The issuer's identifier, exactly as published.
    pub credential_issuer: &'a str,
    /// The `client_id` of the token request. `None`, for anonymous wallets, means that `iss` must be absent.
    pub client_id: Option<&'a str>,
    /// The time, Unix seconds.
    pub now: i64,
    /// How far `iat` may lie from `now` in either direction, in seconds.
    pub window_seconds: i64,
}

/// A proof that passed every check that needs no memory. The nonce is the wallet's word until
/// [`nonce::check`](super::nonce::check) has seen it and its use has been recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedProof {
    /// The key to bind the credential to.
    pub holder: Jwk,
    /// The nonce that the wallet signed.
    pub nonce: String,
}

/// Why a key proof is refused. On the wire all are `invalid_proof`
/// ([section 8.3.1.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8.3.1.2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not a well-formed JWS.
    #[error("the proof is not a valid JWS")]
    Malformed(#[source] JwsError),
    /// `typ` is not `openid4vci-proof+jwt`.
    #[error("the proof has the wrong type")]
    Type,
    /// `alg` is not `ES256`.
    #[error("the proof is not signed with ES256")]
    Algorithm,
    /// None of `jwk`, `kid` and `x5c` in the header.
    #[error("the proof names no key")]
    NoKey,
    /// More than one of `jwk`, `kid` and `x5c`.
    #[error("the proof names more than one key")]
    SeveralKeys,
    /// The key comes in an `x5c`, or in a `kid` that is not a DID URL; neither is supported.
    #[error("the form of the key is not supported, use jwk or did:jwk")]
    UnsupportedKeyForm,
    /// The `jwk` is not a public P-256 key.
    #[error("the key of the proof is not usable")]
    Key(#[source] JwkError),
    /// The `kid` is a DID URL from which no key can be read.
    #[error("the proof has no usable did")]
    Did(#[source] DidJwkError),
    /// The signature does not verify.
    #[error("the signature of the proof does not verify")]
    Signature,
    /// `aud` is not this issuer.
    #[error("the audience of the proof is not this issuer")]
    Audience,
    /// `iss` is present for an anonymous wallet, or is another client.
    #[error("the issuer of the proof does not fit the client")]
    Issuer,
    /// No `nonce`.
    #[error("the proof has no nonce")]
    NoNonce,
    /// `iat` is missing or not a time.
    #[error("the proof has no time")]
    NoTime,
    /// `iat` lies before the window, or `exp` has passed.
    #[error("the proof is too old")]
    TooOld,
    /// `iat` lies after the window, or `nbf` has not come.
    #[error("the proof is from the future")]
    FromTheFuture,
}

/// Checks one proof
/// ([appendix F.4](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-F.4)).
///
/// Order: form, `typ`, `alg`, exactly one key, no private key, signature, `aud`, `iss`, `nonce` present, `iat`. The
/// key is taken from the header itself: nothing is ever fetched.
///
/// # Errors
/// See [`ProofError`]; the first check that fails is reported.
pub fn verify_proof(jwt: &str, policy: &ProofPolicy<'_>) -> Result<VerifiedProof, ProofError> {
    let jws = UnverifiedJws::parse(jwt).map_err(ProofError::Malformed)?;
    if jws.header_text("typ") != Some(TYP) {
        return Err(ProofError::Type);
    }
    if jws.header_text("alg") != Some(ES256) {
        return Err(ProofError::Algorithm);
    }
    let holder = stated_key(&jws)?;
    let proof = jws.verify(&holder).map_err(|_| ProofError::Signature)?;

    if !is_for(&proof, policy.credential_issuer) {
        return Err(ProofError::Audience);
    }
    let issuer_fits = match (proof.claims().get("iss"), policy.client_id) {
        (None, _) => true,
        (Some(issuer), Some(client_id)) => issuer.as_str() == Some(client_id),
        (Some(_), None) => false,
    };
    if !issuer_fits {
        return Err(ProofError::Issuer);
    }
    let nonce = proof.text("nonce").ok_or(ProofError::NoNonce)?.to_owned();
    check_time(&proof, policy)?;
    Ok(VerifiedProof { holder, nonce })
}

fn stated_key(jws: &UnverifiedJws<'_>) -> Result<Jwk, ProofError> {
    match (jws.header("jwk"), jws.header("kid"), jws.header("x5c")) {
        (Some(jwk), None, None) => Jwk::from_value(jwk).map_err(ProofError::Key),
        (None, Some(Value::String(kid)), None) if kid.starts_with("did:") => {
            did_jwk::parse(kid).map_err(ProofError::Did)
        }
        (None, Some(_), None) | (None, None, Some(_)) => Err(ProofError::UnsupportedKeyForm),
        (None, None, None) => Err(ProofError::NoKey),
        _ => Err(ProofError::SeveralKeys),
    }
}

/// `aud` is to be a string. Some libraries write every audience as an array; one with a single entry says the same.
fn is_for(proof: &VerifiedJws, credential_issuer: &str) -> bool {
    match proof.claims().get("aud") {
        Some(Value::String(audience)) => audience == credential_issuer,
        Some(Value::Array(audiences)) => {
            matches!(audiences.as_slice(), [Value::String(audience)] if audience == credential_issuer)
        }
        _ => false,
    }
}

fn check_time(proof: &VerifiedJws, policy: &ProofPolicy<'_>) -> Result<(), ProofError> {
    let earliest = policy.now.saturating_sub(policy.window_seconds);
    let latest = policy.now.saturating_add(policy.window_seconds);
    let optional = |name: &str| match proof.claims().contains_key(name) {
        true => proof.time(name).map(Some).ok_or(ProofError::NoTime),
        false => Ok(None),
    };
    let issued_at = proof.time("iat").ok_or(ProofError::NoTime)?;
    let expires_at = optional("exp")?;
    let not_before = optional("nbf")?;
    // `exp` and `nbf` are not asked for, but whoever sets them means them; the window allows for a slow clock.
    if issued_at < earliest || expires_at.is_some_and(|expires_at| expires_at <= earliest) {
        return Err(ProofError::TooOld);
    }
    if issued_at > latest || not_before.is_some_and(|not_before| not_before > latest) {
        return Err(ProofError::FromTheFuture);
    }
    Ok(())
}
