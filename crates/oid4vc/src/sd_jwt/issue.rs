//! Making an SD-JWT VC
//! ([RFC 9901, section 4](https://www.rfc-editor.org/rfc/rfc9901.html#section-4),
//! [SD-JWT VC, section 2](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-2)).

use rand_core::CryptoRng;
use serde_json::{Map, Value, json};

use super::{ALWAYS_OPEN, DIGESTS, Disclosure, ELEMENT, HASH_NAME, SHA_256, TYP};
use crate::base64url;
use crate::jose::{CertificateChain, Jwk, JwsHeader, SigningKey};
use crate::status_list::StatusReference;

/// What a credential is to say. Times are Unix seconds; round them (to the hour or day), because an exact second
/// links the credentials of one batch to each other.
#[derive(Debug, Clone)]
pub struct CredentialTemplate<'a> {
    /// Credential type, a URL whose document describes it.
    pub vct: &'a str,
    /// Issuer identifier for `iss`; `None` leaves it to the certificate.
    pub issuer: Option<&'a str>,
    /// `iat`.
    pub issued_at: i64,
    /// `nbf`.
    pub not_before: Option<i64>,
    /// `exp`.
    pub expires_at: Option<i64>,
    /// The key to which the credential is bound, for `cnf.jwk`
    /// ([RFC 7800, section 3.2](https://www.rfc-editor.org/rfc/rfc7800.html#section-3.2)).
    pub holder: &'a Jwk,
    /// Where the credential's status is published.
    pub status: Option<StatusReference>,
    /// Claims that every verifier sees.
    pub open_claims: Map<String, Value>,
    /// Claims that the holder shows one by one; each is hidden as a whole.
    pub selective_claims: Map<String, Value>,
}

/// Why a credential cannot be made. Each is a mistake of the caller, not of a wallet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// A claim has a name that this function sets itself or that must not be hidden.
    #[error("the claim name {0} is reserved")]
    ReservedClaim(String),
    /// A claim is both open and selective.
    #[error("the claim {0} is both open and selective")]
    DuplicateClaim(String),
}

/// Signs a credential and returns `jwt~disclosure~…~`.
///
/// Each selective claim gets a salt of 128 bits from `rng`; the digests are sorted, so their order says nothing
/// about the claims ([RFC 9901, section 4.2.4.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.4.1)).
///
/// # Errors
/// See [`IssueError`].
pub fn issue(
    template: &CredentialTemplate<'_>,
    key: &SigningKey,
    certificates: &CertificateChain,
    rng: &mut impl CryptoRng,
) -> Result<String, IssueError> {
    check_names(template)?;

    let mut disclosures = Vec::with_capacity(template.selective_claims.len());
    for (name, value) in &template.selective_claims {
        let disclosure = Disclosure::property(&base64url::random_128(rng), name, value.clone())
            .map_err(|_| IssueError::ReservedClaim(name.clone()))?;
        disclosures.push(disclosure);
    }

    let mut claims = template.open_claims.clone();
    let mut set = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    set("vct", template.vct.into());
    set("iat", template.issued_at.into());
    set("cnf", json!({ "jwk": template.holder.to_value() }));
    if let Some(issuer) = template.issuer {
        set("iss", issuer.into());
    }
    if let Some(not_before) = template.not_before {
        set("nbf", not_before.into());
    }
    if let Some(expires_at) = template.expires_at {
        set("exp", expires_at.into());
    }
    if let Some(status) = &template.status {
        set("status", status.to_value());
    }
    if !disclosures.is_empty() {
        let mut digests: Vec<String> = disclosures.iter().map(Disclosure::digest).collect();
        digests.sort_unstable();
        set(DIGESTS, digests.into());
        set(HASH_NAME, SHA_256.into());
    }

    let mut credential = key.sign(JwsHeader::new(TYP).with_certificates(certificates), claims);
    credential.push('~');
    for disclosure in &disclosures {
        credential.push_str(disclosure.encoded());
        credential.push('~');
    }
    Ok(credential)
}

fn check_names(template: &CredentialTemplate<'_>) -> Result<(), IssueError> {
    let open = &template.open_claims;
    let selective = &template.selective_claims;
    for (name, value) in open.iter().chain(selective) {
        let set_here = name == "iat" || name == HASH_NAME || ALWAYS_OPEN.contains(&name.as_str());
        if set_here || is_structural(name) {
            return Err(IssueError::ReservedClaim(name.clone()));
        }
        if let Some(inner) = structural_name_in(value) {
            return Err(IssueError::ReservedClaim(inner.to_owned()));
        }
    }
    match open.keys().find(|name| selective.contains_key(*name)) {
        Some(name) => Err(IssueError::DuplicateClaim(name.clone())),
        None => Ok(()),
    }
}

fn is_structural(name: &str) -> bool {
    name == DIGESTS || name == ELEMENT
}

/// A value that contained `_sd` or `...` would be read as digests
/// ([RFC 9901, section 4.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.1)).
fn structural_name_in(value: &Value) -> Option<&str> {
    match value {
        Value::Object(members) => {
            members.iter().find_map(
                |(name, value)| {
                    if is_structural(name) { Some(name.as_str()) } else { structural_name_in(value) }
                },
            )
        }
        Value::Array(elements) => elements.iter().find_map(structural_name_in),
        _ => None,
    }
}
