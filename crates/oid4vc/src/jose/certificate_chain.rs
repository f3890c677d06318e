//! X.509 certificates for the `x5c` header parameter.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::Jwk;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// A certificate chain in the order of `x5c`: the signer's certificate first, each certified by the next
/// ([RFC 7515, section 4.1.6](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.6)).
///
/// The chain is carried, not judged: dates, names and issuers are the business of whoever trusts it. The trust anchor
/// itself stays out of the header, and the signer's certificate is not self-signed; both are the duty of whoever
/// writes the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateChain {
    der: Vec<Vec<u8>>,
}

/// Why a text is not a certificate chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateChainError {
    /// There is no certificate.
    #[error("there is no certificate")]
    Empty,
    /// A PEM block has no end line, or a certificate is not base64.
    #[error("a certificate is damaged")]
    Damaged,
}

impl CertificateChain {
    /// Reads all `CERTIFICATE` blocks of a PEM text, in order; anything between the blocks is skipped
    /// ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468.html#section-5)).
    ///
    /// # Errors
    /// See [`CertificateChainError`].
    pub fn from_pem(pem: &str) -> Result<Self, CertificateChainError> {
        let mut der = Vec::new();
        let mut rest = pem;
        while let Some((_, after_begin)) = rest.split_once(BEGIN) {
            let (body, after_end) = after_begin.split_once(END).ok_or(CertificateChainError::Damaged)?;
            let base64: String = body.split_ascii_whitespace().collect();
            let bytes = STANDARD.decode(base64).map_err(|_| CertificateChainError::Damaged)?;
            if bytes.is_empty() {
                return Err(CertificateChainError::Damaged);
            }
            der.push(bytes);
            rest = after_end;
        }
        if der.is_empty() {
            return Err(CertificateChainError::Empty);
        }
        Ok(Self { der })
    }

    /// Reads the value of an `x5c` header parameter.
    ///
    /// # Errors
    /// See [`CertificateChainError`].
    pub fn from_x5c(x5c: &Value) -> Result<Self, CertificateChainError> {
        let texts = x5c.as_array().ok_or(CertificateChainError::Damaged)?;
        let decode = |text: &Value| text.as_str().and_then(|text| STANDARD.decode(text).ok());
        let der = texts.iter().map(decode).collect::<Option<Vec<_>>>().ok_or(CertificateChainError::Damaged)?;
        match der.is_empty() {
            true => Err(CertificateChainError::Empty),
            false => Ok(Self { der }),
        }
    }

    /// The value of `x5c`: standard base64 with padding of each certificate.
    #[must_use]
    pub fn to_x5c(&self) -> Vec<String> {
        self.der.iter().map(|der| STANDARD.encode(der)).collect()
    }

    /// The certificates in DER form, the signer's first.
    #[must_use]
    pub fn der(&self) -> &[Vec<u8>] {
        &self.der
    }

    /// Whether the first certificate carries this public key. A plain search for the 65 bytes of the point: enough to
    /// notice at start that the key file and the certificate file do not belong together, no judgement of trust.
    #[must_use]
    pub fn leaf_holds(&self, jwk: &Jwk) -> bool {
        let point = jwk.uncompressed();
        self.der.first().is_some_and(|leaf| leaf.windows(point.len()).any(|window| window == point))
    }
}
