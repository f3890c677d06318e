//! Who signed a JWS: the first certificate of its `x5c`
//! ([RFC 7515 section 4.1.6](https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6)).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use identity_kit::jose::{CompactJws, DefaultVerifier, Jwk, JwkError, JwsAlgorithm, KeyType, VerificationError};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::time::Time;

/// How far another party's clock may run ahead, in seconds.
pub const LEEWAY: i64 = 60;

/// Why nobody is known to have signed. Each goes on from "The credential" or "The request".
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The header has no readable certificate.
    #[error("does not hold its signer’s certificate in ‘x5c’")]
    NoCertificate,
    /// The algorithm is not ES256.
    #[error("is not signed with ES256")]
    Algorithm,
    /// The certificate's key is not on P-256.
    #[error("is signed with a key that cannot be used: {0}")]
    Key(#[from] JwkError),
    /// The signature is wrong.
    #[error("has a wrong signature: {0}")]
    Signature(#[from] VerificationError),
    /// The certificate is not valid now.
    #[error("is signed with a certificate that is not valid now")]
    NotNow,
}

/// The certificate whose key signed a JWS.
pub struct Signer {
    der: Vec<u8>,
    certificate: Certificate,
}

impl Signer {
    /// Verifies `jws` with the key of its first certificate, which must be valid at `now` (Unix seconds).
    ///
    /// The certificate is not followed to a root: a demo trusts who it asked.
    ///
    /// # Errors
    /// Any [`SignerError`].
    pub fn of(jws: &CompactJws, now: i64) -> Result<Self, SignerError> {
        if jws.alg() != JwsAlgorithm::ES256 {
            return Err(SignerError::Algorithm);
        }
        let leaf = jws.header().additional.get("x5c").and_then(|chain| chain.get(0)).and_then(Value::as_str);
        let der = leaf.and_then(|text| STANDARD.decode(text).ok()).ok_or(SignerError::NoCertificate)?;
        let certificate = Certificate::from_der(&der).map_err(|_| SignerError::NoCertificate)?;
        let body = certificate.tbs_certificate();
        let seconds = |time: Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        if seconds(body.validity().not_before) > now + LEEWAY || seconds(body.validity().not_after) < now {
            return Err(SignerError::NotNow);
        }
        let key = body.subject_public_key_info().to_der().map_err(|_| SignerError::NoCertificate)?;
        jws.verify(&DefaultVerifier, &Jwk::from_spki_der(KeyType::P256, &key)?)?;
        Ok(Self { der, certificate })
    }

    /// The SHA-256 of the certificate in base64url.
    pub fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.der))
    }

    /// Whether the certificate is of the host `name`, exactly: a wildcard is no name.
    pub fn is_of_host(&self, name: &str) -> bool {
        let names = self.certificate.tbs_certificate().get_extension::<SubjectAltName>();
        let Ok(Some((_, SubjectAltName(names)))) = names else {
            return false;
        };
        names.iter().any(|one| match one {
            GeneralName::DnsName(host) => host.as_str().eq_ignore_ascii_case(name),
            _ => false,
        })
    }

    /// The organisation that the certificate names.
    pub fn organisation(&self) -> Option<String> {
        let name = self.certificate.tbs_certificate().subject().organization().ok().flatten()?;
        Some(name.value().into_owned()).filter(|name| !name.trim().is_empty())
    }
}
