//! From the signer's certificate to an anchor
//! ([RFC 5280, section 6](https://www.rfc-editor.org/rfc/rfc5280.html#section-6)).

use super::{Certificate, CertificateError};
use crate::jose::{CertificateChain, CertificateChainError, Jwk};

/// The most certificates that a chain may have, the anchor not counted.
pub const MAX_CHAIN_LENGTH: usize = 5;
/// `anyExtendedKeyUsage`: no restriction.
const ANY_PURPOSE: &str = "2.5.29.37.0";

/// A certificate that the operator trusts without further proof: usually that of an authority, or, to trust one
/// signer and nobody else, the signer's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustAnchor(Certificate);

/// A chain that leads to an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidatedChain {
    /// The signer's key.
    pub key: Jwk,
    /// Which of the anchors it was, counted from 0.
    pub anchor: usize,
}

/// Why a chain is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// There is no certificate.
    #[error("the chain is empty")]
    Empty,
    /// More than [`MAX_CHAIN_LENGTH`] certificates.
    #[error("the chain is too long")]
    TooLong,
    /// A certificate cannot be used; the number counts from the signer's, which is 0.
    #[error("certificate {0} of the chain cannot be used")]
    Certificate(usize, #[source] CertificateError),
    /// A certificate's life is over or has not begun; the number of certificates means the anchor.
    #[error("certificate {0} of the chain is not valid at this time")]
    NotCurrent(usize),
    /// The signer's certificate is one of an authority, which signs certificates and nothing else.
    #[error("the signer's certificate is that of an authority")]
    SignerIsAuthority,
    /// The signer's key usage does not permit signatures.
    #[error("the signer's key must not sign documents")]
    KeyUsage,
    /// The signer's key is restricted to other purposes.
    #[error("the signer's key is meant for other purposes")]
    Purpose,
    /// A certificate vouches for another although it is not one of an authority.
    #[error("certificate {0} of the chain must not vouch for others")]
    NotAuthority(usize),
    /// An authority vouches for more levels of authorities than it may.
    #[error("the chain is longer than certificate {0} permits")]
    PathLength(usize),
    /// A certificate names another issuer than the next in the chain.
    #[error("certificate {0} of the chain was not issued by the next")]
    Order(usize),
    /// A certificate's signature was not made by its issuer.
    #[error("the signature of certificate {0} of the chain does not verify")]
    Signature(usize),
    /// The chain leads to nobody who is trusted.
    #[error("the chain does not lead to a trusted authority")]
    Untrusted,
}

impl TrustAnchor {
    /// Takes a certificate as an anchor.
    ///
    /// # Errors
    /// See [`CertificateError`].
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        Certificate::from_der(der).map(Self)
    }

    /// Takes every certificate of a PEM text as an anchor.
    ///
    /// # Errors
    /// See [`AnchorFileError`].
    pub fn from_pem(pem: &str) -> Result<Vec<Self>, AnchorFileError> {
        let chain = CertificateChain::from_pem(pem).map_err(AnchorFileError::Pem)?;
        chain.der().iter().map(|der| Self::from_der(der).map_err(AnchorFileError::Certificate)).collect()
    }

    /// The certificate.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.0
    }
}

/// Why a file of anchors cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnchorFileError {
    /// Not PEM.
    #[error("the file of trusted certificates is not PEM")]
    Pem(#[source] CertificateChainError),
    /// A certificate cannot be used as an anchor.
    #[error("a trusted certificate cannot be used")]
    Certificate(#[source] CertificateError),
}

/// Follows a chain, the signer's certificate first, to the first certificate that is an anchor or was issued by one.
///
/// Checked on the way: every certificate is current at `now` (the anchor too); the signer is no authority, may sign
/// documents, and is restricted to no purposes or to one of `purposes` (dotted object identifiers); everyone who
/// vouches for another is an authority that may, for as many levels; names and signatures fit.
///
/// # Errors
/// See [`ChainError`]; the signer's certificate is judged first, then upwards.
pub fn validate(
    chain: &[Vec<u8>],
    anchors: &[&TrustAnchor],
    purposes: &[String],
    now: i64,
) -> Result<ValidatedChain, ChainError> {
    if chain.len() > MAX_CHAIN_LENGTH {
        return Err(ChainError::TooLong);
    }
    let read = |(index, der): (usize, &Vec<u8>)| {
        Certificate::from_der(der).map_err(|error| ChainError::Certificate(index, error))
    };
    let chain = chain.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
    let signer = chain.first().ok_or(ChainError::Empty)?;
    check_signer(signer, purposes)?;

    for (index, certificate) in chain.iter().enumerate() {
        if !certificate.is_current(now) {
            return Err(ChainError::NotCurrent(index));
        }
        if index > 0 {
            check_authority(certificate, index)?;
        }
        if let Some(anchor) = anchors.iter().position(|anchor| anchor.0 == *certificate) {
            return Ok(ValidatedChain { key: signer.key().clone(), anchor });
        }
        if let Some(issuer) = chain.get(index + 1) {
            if !certificate.names_issuer(issuer) {
                return Err(ChainError::Order(index));
            }
            if !certificate.is_signed_by(issuer) {
                return Err(ChainError::Signature(index));
            }
        }
    }
    let anchor = anchor_of(&chain, anchors, now)?;
    Ok(ValidatedChain { key: signer.key().clone(), anchor })
}

/// The anchor that issued the last certificate. Several may have its name, when an authority changed its key.
fn anchor_of(chain: &[Certificate], anchors: &[&TrustAnchor], now: i64) -> Result<usize, ChainError> {
    let last = chain.last().ok_or(ChainError::Empty)?;
    let named: Vec<_> = anchors.iter().enumerate().filter(|(_, anchor)| last.names_issuer(&anchor.0)).collect();
    if named.is_empty() {
        return Err(ChainError::Untrusted);
    }
    let (position, anchor) = named
        .into_iter()
        .find(|(_, anchor)| last.is_signed_by(&anchor.0))
        .ok_or(ChainError::Signature(chain.len().saturating_sub(1)))?;
    if !anchor.0.is_current(now) {
        return Err(ChainError::NotCurrent(chain.len()));
    }
    check_authority(&anchor.0, chain.len())?;
    Ok(position)
}

fn check_signer(signer: &Certificate, purposes: &[String]) -> Result<(), ChainError> {
    if signer.claims_authority() {
        return Err(ChainError::SignerIsAuthority);
    }
    if !signer.may_sign_documents() {
        return Err(ChainError::KeyUsage);
    }
    let permitted = |stated: &String| stated == ANY_PURPOSE || purposes.contains(stated);
    match signer.purposes().is_none_or(|stated| stated.iter().any(permitted)) {
        true => Ok(()),
        false => Err(ChainError::Purpose),
    }
}

/// `index` is the certificate's place in the chain; between it and the signer stand `index - 1` authorities.
fn check_authority(certificate: &Certificate, index: usize) -> Result<(), ChainError> {
    let authority = certificate.authority().ok_or(ChainError::NotAuthority(index))?;
    match authority.path_length {
        Some(permitted) if index.saturating_sub(1) > usize::from(permitted) => Err(ChainError::PathLength(index)),
        _ => Ok(()),
    }
}
