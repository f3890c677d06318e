//! Private keys that sign credentials, status lists and whatever else leaves in a JWS.

use std::fmt;

use p256::ecdsa::Signature;
use p256::ecdsa::signature::Signer as _;
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
use rand_core::CryptoRng;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{CertificateChain, ES256, Jwk};
use crate::base64url;

/// A private ES256 key. Its identifier (`kid`) is the thumbprint of its public key
/// ([RFC 7638](https://www.rfc-editor.org/rfc/rfc7638.html)).
///
/// `Debug` shows the identifier only, and the secret is wiped from memory on drop.
pub struct SigningKey {
    secret: p256::ecdsa::SigningKey,
    public: Jwk,
    kid: String,
}

/// A private key could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyEncodingError {
    /// The text is not a PKCS#8 PEM of a P-256 private key.
    #[error("the text is not a PKCS#8 PEM of a P-256 private key")]
    NotPkcs8P256,
    /// The bytes are not a private key on P-256.
    #[error("the bytes are not a private key on P-256")]
    NotP256Scalar,
    /// The key could not be written as PEM.
    #[error("the private key could not be encoded")]
    Encode,
}

/// The protected header of a JWS to be signed
/// ([RFC 7515, section 4](https://www.rfc-editor.org/rfc/rfc7515.html#section-4)). `alg` is not a choice and so not
/// here.
#[derive(Debug, Clone, Copy)]
pub struct JwsHeader<'a> {
    /// Media type without `application/`, such as `dc+sd-jwt`.
    pub typ: &'a str,
    /// Whether the key's identifier is named in `kid`.
    pub with_kid: bool,
    /// The certificates that vouch for the key, for `x5c`.
    pub certificates: Option<&'a CertificateChain>,
}

impl<'a> JwsHeader<'a> {
    /// A header that names the key by `kid` and has no certificates.
    #[must_use]
    pub fn new(typ: &'a str) -> Self {
        Self { typ, with_kid: true, certificates: None }
    }

    /// The same header with the certificates in `x5c`.
    #[must_use]
    pub fn with_certificates(self, certificates: &'a CertificateChain) -> Self {
        Self { certificates: Some(certificates), ..self }
    }
}

impl SigningKey {
    /// A fresh key from `rng`.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self::from_secret(p256::ecdsa::SigningKey::generate_from_rng(rng))
    }

    /// Reads a key from PKCS#8 PEM (`BEGIN PRIVATE KEY`,
    /// [RFC 7468, section 10](https://www.rfc-editor.org/rfc/rfc7468.html#section-10)).
    ///
    /// # Errors
    /// [`KeyEncodingError::NotPkcs8P256`].
    pub fn from_pkcs8_pem(pem: &str) -> Result<Self, KeyEncodingError> {
        p256::ecdsa::SigningKey::from_pkcs8_pem(pem).map(Self::from_secret).map_err(|_| KeyEncodingError::NotPkcs8P256)
    }

    fn from_secret(secret: p256::ecdsa::SigningKey) -> Self {
        let public = Jwk::from_key(*secret.verifying_key());
        Self { kid: public.thumbprint(), public, secret }
    }

    /// The key as PKCS#8 PEM, in memory that is wiped on drop.
    ///
    /// # Errors
    /// [`KeyEncodingError::Encode`].
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>, KeyEncodingError> {
        self.secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyEncodingError::Encode)
    }

    /// The public half.
    #[must_use]
    pub fn public_jwk(&self) -> &Jwk {
        &self.public
    }

    /// The identifier that `kid` headers carry.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Signs `claims` as a compact JWS with ES256
    /// ([RFC 7515, section 5.1](https://www.rfc-editor.org/rfc/rfc7515.html#section-5.1)). The signature is
    /// deterministic ([RFC 6979](https://www.rfc-editor.org/rfc/rfc6979.html)), so no randomness is needed.
    #[must_use]
    pub fn sign(&self, header: JwsHeader<'_>, claims: Map<String, Value>) -> String {
        let mut members = Map::new();
        members.insert("alg".to_owned(), ES256.into());
        members.insert("typ".to_owned(), header.typ.into());
        if header.with_kid {
            members.insert("kid".to_owned(), self.kid.clone().into());
        }
        if let Some(certificates) = header.certificates {
            members.insert("x5c".to_owned(), certificates.to_x5c().into());
        }
        let header = base64url::encode(Value::Object(members).to_string());
        let claims = base64url::encode(Value::Object(claims).to_string());
        let signing_input = format!("{header}.{claims}");
        let signature: Signature = self.secret.sign(signing_input.as_bytes());
        format!("{signing_input}.{}", base64url::encode(signature.to_bytes()))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SigningKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}
