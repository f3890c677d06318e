//! The issuer's status list, once the caller has fetched it
//! ([Token Status List, section 8.3](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-8.3)).

use super::policy::TrustedIssuer;
use crate::jose::{CertificateChain, CertificateChainError};
use crate::status_list::{StatusList, StatusListToken, StatusTokenError};
use crate::x509::{self, ChainError, TrustAnchor};

/// Why a status list is refused. Whoever cannot read it must treat the credential as one that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusCheckError {
    /// The token brings no certificates, or they are not base64.
    #[error("the status list token has no usable certificates")]
    Certificates(#[source] CertificateChainError),
    /// Its signer is not trusted.
    #[error("the signer of the status list is not trusted")]
    Chain(#[source] ChainError),
    /// The token itself is refused.
    #[error("the status list token is refused")]
    Token(#[source] StatusTokenError),
}

/// Checks a status list token that was fetched from `uri`: its certificates lead to an anchor of the credential's
/// issuer, and it is a current list for exactly this address. Unpacks at most `max_bytes`.
///
/// # Errors
/// See [`StatusCheckError`].
pub fn verify_status_list(
    token: &str,
    issuer: &TrustedIssuer,
    key_purposes: &[String],
    uri: &str,
    now: i64,
    max_bytes: usize,
) -> Result<StatusList, StatusCheckError> {
    let jws = StatusListToken::parse(token, max_bytes)
        .map_err(|error| StatusCheckError::Token(StatusTokenError::Jws(error)))?;
    let x5c = jws.header("x5c").ok_or(StatusCheckError::Certificates(CertificateChainError::Empty))?;
    let certificates = CertificateChain::from_x5c(x5c).map_err(StatusCheckError::Certificates)?;
    let anchors: Vec<&TrustAnchor> = issuer.anchors.iter().collect();
    let signer = x509::validate(certificates.der(), &anchors, key_purposes, now).map_err(StatusCheckError::Chain)?;
    StatusListToken::check(jws, &signer.key, uri, now, max_bytes).map_err(StatusCheckError::Token)
}
