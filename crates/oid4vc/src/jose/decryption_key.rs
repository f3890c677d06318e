//! One-time private keys to which a wallet encrypts its answer.

use std::fmt;

use p256::SecretKey;
use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::Generate as _;
use rand_core::CryptoRng;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::jwe::{ContentEncryption, ECDH_ES};
use super::{Jwk, KeyEncodingError};

/// A private key for ECDH-ES on P-256, made for one request and forgotten with it.
///
/// Its identifier (`kid`) is the thumbprint of its public key
/// ([RFC 7638](https://www.rfc-editor.org/rfc/rfc7638.html)), so no two requests share one, and the `kid` in the
/// header of an answer leads to the request. `Debug` shows the identifier only; the secret is wiped from memory on
/// drop.
pub struct DecryptionKey {
    secret: SecretKey,
    public: Jwk,
    kid: String,
}

impl DecryptionKey {
    /// A fresh key from `rng`.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self::from_secret(SecretKey::generate_from_rng(rng))
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// [`KeyEncodingError::NotP256Scalar`].
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyEncodingError> {
        SecretKey::from_slice(bytes).map(Self::from_secret).map_err(|_| KeyEncodingError::NotP256Scalar)
    }

    fn from_secret(secret: SecretKey) -> Self {
        let public = Jwk::from_key(secret.public_key().into());
        Self { kid: public.thumbprint(), public, secret }
    }

    /// The private scalar, big-endian, for storage between request and answer; to be encrypted there. Wiped on drop.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes().into())
    }

    /// The identifier, 43 characters.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half as it stands in a request: `kty`, `crv`, `x`, `y`, `kid`, `use` = `enc`, `alg` = `ECDH-ES`
    /// ([RFC 7517, section 4](https://www.rfc-editor.org/rfc/rfc7517.html#section-4)).
    #[must_use]
    pub fn public_jwk(&self) -> Value {
        let mut value = self.public.to_value();
        if let Some(members) = value.as_object_mut() {
            members.insert("kid".to_owned(), self.kid.clone().into());
            members.insert("use".to_owned(), "enc".into());
            members.insert("alg".to_owned(), ECDH_ES.into());
        }
        value
    }

    /// The content encryption key agreed with `sender`: ECDH, then one round of the Concat KDF
    /// ([RFC 7518, section 4.6.2](https://www.rfc-editor.org/rfc/rfc7518.html#section-4.6.2)). 32 bytes, of which
    /// A128GCM uses the first 16: SHA-256 gives enough for both, and the requested length is part of what is hashed.
    pub(super) fn agree(
        &self,
        sender: &Jwk,
        encryption: ContentEncryption,
        apu: &[u8],
        apv: &[u8],
    ) -> Zeroizing<[u8; 32]> {
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), sender.verifying_key().as_affine());
        let mut hash = Sha256::new();
        hash.update(1_u32.to_be_bytes());
        hash.update(shared.raw_secret_bytes());
        for field in [encryption.name().as_bytes(), apu, apv] {
            // Never saturates: all three are limited to far less.
            hash.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(field);
        }
        hash.update(encryption.key_bits().to_be_bytes());
        Zeroizing::new(hash.finalize().into())
    }
}

impl fmt::Debug for DecryptionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DecryptionKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}
