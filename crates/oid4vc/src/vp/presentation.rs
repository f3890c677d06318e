//! Judging a presentation: is this credential genuine, in force, what was asked for, and shown by its holder, here and
//! now?

use std::fmt;

use serde_json::{Map, Value};

use super::policy::{RelyingPolicy, StatusReferenceError, TrustedIssuer};
use crate::jose::jws::numeric_date;
use crate::jose::{CertificateChain, CertificateChainError, Jwk, JwkError};
use crate::sd_jwt::{self, KeyBindingError, KeyBindingExpectation, SdJwtError, UnverifiedSdJwt};
use crate::status_list::StatusReference;
use crate::x509::{self, ChainError, TrustAnchor};

/// The request that a presentation has to answer.
#[derive(Debug, Clone, Copy)]
pub struct AnsweredRequest<'a> {
    /// The whole client identifier, prefix included.
    pub client_id: &'a str,
    /// Its nonce.
    pub nonce: &'a str,
    /// The time, Unix seconds.
    pub now: i64,
}

/// A presentation that passed every check without memory and network. Three are left to the caller: the status at
/// [`status`](Self::status), whether the person may log in now, and that this request is answered once.
///
/// `Debug` shows no claims: they are somebody's personal data.
#[derive(Clone, PartialEq)]
pub struct VerifiedPresentation {
    /// The identifier of the trusted issuer. An identifier of a person means something only together with it.
    pub issuer: String,
    /// The credential's type, one of those asked for.
    pub vct: String,
    /// The top-level claims that were asked for and disclosed. What the holder showed beyond that is dropped.
    pub claims: Map<String, Value>,
    /// Where the credential's status is published, at a permitted address; `None` only if the policy lets it.
    pub status: Option<StatusReference>,
    /// Thumbprint of the key to which the credential is bound and which signed for this request.
    pub holder_thumbprint: String,
    /// `exp` of the credential, Unix seconds.
    pub expires_at: Option<i64>,
    /// `iat` of the key binding, Unix seconds.
    pub presented_at: i64,
}

/// Why a presentation is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresentationError {
    /// The SD-JWT is malformed, has the wrong type or algorithm, its signature does not verify, or its disclosures
    /// do not fit.
    #[error("the credential is not a valid SD-JWT")]
    SdJwt(#[source] SdJwtError),
    /// There is no Key Binding JWT: whoever copied the credential could have sent it.
    #[error("the holder did not sign the presentation")]
    NoKeyBinding,
    /// The credential brings no certificates, or they are not base64.
    #[error("the credential has no usable certificates")]
    Certificates(#[source] CertificateChainError),
    /// Its signer is not trusted.
    #[error("the signer of the credential is not trusted")]
    Chain(#[source] ChainError),
    /// `iss` is not the issuer to whom the certificates belong.
    #[error("the credential names another issuer")]
    Issuer,
    /// `iat`, `nbf` or `exp` is not a time.
    #[error("the credential has a malformed time")]
    Time,
    /// `nbf` has not come, or `iat` lies in the future.
    #[error("the credential is not valid yet")]
    NotYetValid,
    /// `exp` has passed.
    #[error("the credential has expired")]
    Expired,
    /// `vct` is missing or is none of the types asked for.
    #[error("the credential is of another type")]
    Type,
    /// A required claim was not disclosed; the number counts the claims of the query from 0.
    #[error("claim {0} of the query is missing")]
    MissingClaim(usize),
    /// There is no `cnf.jwk`: the credential is bound to nobody.
    #[error("the credential is not bound to a key")]
    NoHolderKey,
    /// `cnf.jwk` is not a public P-256 key.
    #[error("the holder's key is not usable")]
    HolderKey(#[source] JwkError),
    /// The holder's signature does not fit.
    #[error("the holder's signature does not fit")]
    KeyBinding(#[source] KeyBindingError),
    /// The status does not fit the policy.
    #[error("the status of the credential does not fit")]
    Status(#[source] StatusReferenceError),
}

/// Checks a presentation of an SD-JWT VC against the policy and the request
/// ([RFC 9901, sections 7.1 and 7.3](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.3),
/// [OpenID4VP 1.0, appendix B.3](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#appendix-B.3)).
///
/// Order: form, key binding present, certificates, signature and type of the credential, disclosures, `iss`, times,
/// `vct`, claims, holder's key, key binding, status. Key binding is asked for always, never because it happens to be
/// there.
///
/// # Errors
/// See [`PresentationError`]; the first check that fails is reported.
pub fn verify_presentation(
    text: &str,
    policy: &RelyingPolicy,
    request: &AnsweredRequest<'_>,
) -> Result<VerifiedPresentation, PresentationError> {
    let credential = UnverifiedSdJwt::parse(text).map_err(PresentationError::SdJwt)?;
    let presented = credential.presented();
    let key_binding = credential.key_binding().ok_or(PresentationError::NoKeyBinding)?;
    let (signer, candidates) = signer_of(&credential, policy, request.now)?;
    let mut claims = credential.verify(&signer).map_err(PresentationError::SdJwt)?;

    let issuer = issuer_of(&claims, &candidates)?;
    let expires_at = check_times(&claims, request.now, policy.leeway_seconds)?;
    let vct = type_of(&claims, policy)?;
    check_claims(&claims, policy)?;

    let holder = claims.get("cnf").and_then(|cnf| cnf.get("jwk")).ok_or(PresentationError::NoHolderKey)?;
    let holder = Jwk::from_value(holder).map_err(PresentationError::HolderKey)?;
    let expected = KeyBindingExpectation {
        audience: request.client_id,
        nonce: request.nonce,
        now: request.now,
        window_seconds: sd_jwt::DEFAULT_WINDOW_SECONDS,
    };
    let presented_at = sd_jwt::verify_key_binding(key_binding, presented, &holder, &expected)
        .map_err(PresentationError::KeyBinding)?;
    let status = issuer.status.check(claims.get("status")).map_err(PresentationError::Status)?;

    claims.retain(|name, _| policy.query.claims().iter().any(|claim| claim.path.top_name() == name));
    Ok(VerifiedPresentation {
        issuer: issuer.identifier.clone(),
        vct,
        claims,
        status,
        holder_thumbprint: holder.thumbprint(),
        expires_at,
        presented_at,
    })
}

/// The signer's key, and those trusted issuers to whose anchor its certificates lead.
fn signer_of<'p>(
    credential: &UnverifiedSdJwt<'_>,
    policy: &'p RelyingPolicy,
    now: i64,
) -> Result<(Jwk, Vec<&'p TrustedIssuer>), PresentationError> {
    let x5c = credential.header("x5c").ok_or(PresentationError::Certificates(CertificateChainError::Empty))?;
    let certificates = CertificateChain::from_x5c(x5c).map_err(PresentationError::Certificates)?;
    let anchors: Vec<&TrustAnchor> = policy.issuers.iter().flat_map(|issuer| &issuer.anchors).collect();
    let chain =
        x509::validate(certificates.der(), &anchors, &policy.key_purposes, now).map_err(PresentationError::Chain)?;
    // One authority may vouch for several issuers.
    let anchor = anchors.get(chain.anchor).copied();
    let has_anchor = |issuer: &&TrustedIssuer| issuer.anchors.iter().any(|known| Some(known) == anchor);
    Ok((chain.key, policy.issuers.iter().filter(has_anchor).collect()))
}

/// The issuer that the credential names, or, if it names none, the only one that it can be.
fn issuer_of<'p>(
    claims: &Map<String, Value>,
    candidates: &[&'p TrustedIssuer],
) -> Result<&'p TrustedIssuer, PresentationError> {
    let found = match (claims.get("iss"), candidates) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(stated), several) => several.iter().find(|issuer| stated.as_str() == Some(&issuer.identifier)),
    };
    found.copied().ok_or(PresentationError::Issuer)
}

/// Checks `iat`, `nbf` and `exp`, each where it is present, and returns `exp`.
fn check_times(claims: &Map<String, Value>, now: i64, leeway: i64) -> Result<Option<i64>, PresentationError> {
    let time = |name: &str| match claims.get(name) {
        None => Ok(None),
        Some(value) => numeric_date(value).map(Some).ok_or(PresentationError::Time),
    };
    let (issued_at, not_before, expires_at) = (time("iat")?, time("nbf")?, time("exp")?);
    let latest = now.saturating_add(leeway);
    if [issued_at, not_before].into_iter().flatten().any(|begin| begin > latest) {
        return Err(PresentationError::NotYetValid);
    }
    match expires_at {
        Some(end) if end <= now.saturating_sub(leeway) => Err(PresentationError::Expired),
        _ => Ok(expires_at),
    }
}

fn type_of(claims: &Map<String, Value>, policy: &RelyingPolicy) -> Result<String, PresentationError> {
    let vct = claims.get("vct").and_then(Value::as_str).ok_or(PresentationError::Type)?;
    match policy.query.vct_values().iter().any(|asked| asked == vct) {
        true => Ok(vct.to_owned()),
        false => Err(PresentationError::Type),
    }
}

fn check_claims(claims: &Map<String, Value>, policy: &RelyingPolicy) -> Result<(), PresentationError> {
    let missing = policy.query.claims().iter().position(|asked| asked.required && !asked.path.leads_somewhere(claims));
    match missing {
        Some(index) => Err(PresentationError::MissingClaim(index)),
        None => Ok(()),
    }
}

impl fmt::Debug for VerifiedPresentation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("VerifiedPresentation")
            .field("issuer", &self.issuer)
            .field("vct", &self.vct)
            .field("presented_at", &self.presented_at)
            .finish_non_exhaustive()
    }
}
