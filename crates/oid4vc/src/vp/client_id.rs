//! The verifier's name, which its certificate proves
//! ([OpenID4VP 1.0, section 5.9](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.9)).

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::base64url;
use crate::jose::CertificateChain;
use crate::x509::{Certificate, CertificateError};

/// Who asks, prefix included
/// ([section 5.9](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.9)). Also the
/// audience of the key binding in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientId {
    text: String,
    host: Option<String>,
}

/// A client identifier cannot be made. Each is a mistake in configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClientIdError {
    /// The chain has no certificate.
    #[error("there is no certificate")]
    NoCertificate,
    /// The first certificate cannot be read.
    #[error("the certificate cannot be used")]
    Certificate(#[source] CertificateError),
    /// The first certificate does not name the host.
    #[error("the certificate does not name the host")]
    HostNotCertified,
}

impl ClientId {
    /// `x509_hash:` and the SHA-256 of the first certificate.
    ///
    /// # Errors
    /// [`ClientIdError::NoCertificate`].
    pub fn x509_hash(certificates: &CertificateChain) -> Result<Self, ClientIdError> {
        let leaf = certificates.der().first().ok_or(ClientIdError::NoCertificate)?;
        Ok(Self { text: format!("x509_hash:{}", base64url::encode(Sha256::digest(leaf))), host: None })
    }

    /// `x509_san_dns:` and a host name, which the first certificate must name in its subject alternative name.
    ///
    /// # Errors
    /// [`ClientIdError::NoCertificate`], [`ClientIdError::Certificate`] and [`ClientIdError::HostNotCertified`].
    pub fn x509_san_dns(certificates: &CertificateChain, host: &str) -> Result<Self, ClientIdError> {
        let leaf = certificates.der().first().ok_or(ClientIdError::NoCertificate)?;
        let leaf = Certificate::from_der(leaf).map_err(ClientIdError::Certificate)?;
        match leaf.dns_names().iter().any(|name| name == host) {
            true => Ok(Self { text: format!("x509_san_dns:{host}"), host: Some(host.to_owned()) }),
            false => Err(ClientIdError::HostNotCertified),
        }
    }

    /// For `x509_san_dns`: the host to which answers must go.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The whole identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
