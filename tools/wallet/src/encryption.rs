//! Encrypted answers: ECDH-ES on P-256 with AES-GCM
//! ([RFC 7516](https://www.rfc-editor.org/rfc/rfc7516),
//! [RFC 7518 section 4.6](https://www.rfc-editor.org/rfc/rfc7518#section-4.6)).

use aes_gcm::aead::{Aead, KeyInit, Nonce, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity_kit::jose::{Jwk, JwkError};
use p256::PublicKey;
use p256::ecdh::EphemeralSecret;
use p256::elliptic_curve::Generate as _;
use p256::elliptic_curve::rand_core::CryptoRng;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The length of the authentication tag, in bytes.
const TAG: usize = 16;

/// Why an answer could not be encrypted.
#[derive(Debug, thiserror::Error)]
pub enum EncryptionError {
    /// The one-time key cannot be written as a JWK.
    #[error("The wallet could not make a key for the answer: {0}")]
    Key(#[from] JwkError),
    /// The cipher took its key, its nonce or the length of the answer for wrong.
    #[error("The wallet could not encrypt the answer")]
    Cipher,
}

/// Whom an answer is encrypted to, and how.
pub struct Recipient {
    key: PublicKey,
    kid: Option<String>,
    encryption: Encryption,
}

/// The content encryptions that this wallet knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    A128Gcm,
    A256Gcm,
}

impl Recipient {
    /// The first of a verifier's `keys` for ECDH-ES on P-256, with the first of the content encryptions that it
    /// lists; A128GCM when it lists none. `None` when nothing fits.
    pub fn choose(keys: &[Value], encryptions: Option<&[String]>) -> Option<Self> {
        let encryption = match encryptions {
            None => Encryption::A128Gcm,
            Some(listed) => listed.iter().find_map(|name| Encryption::of_name(name))?,
        };
        let usable = |key: &Value| {
            let jwk: Jwk = serde_json::from_value(key.clone()).ok()?;
            let fits = jwk.alg() == Some("ECDH-ES") && matches!(jwk.key_use(), None | Some("enc"));
            let key = PublicKey::from_sec1_bytes(&jwk.p256_public_bytes().ok()?).ok()?;
            fits.then(|| Self { key, kid: jwk.kid().map(str::to_owned), encryption })
        };
        keys.iter().find_map(usable)
    }

    /// `content` as a compact JWE.
    ///
    /// # Errors
    /// Any [`EncryptionError`].
    pub fn encrypt(&self, content: &Value, rng: &mut impl CryptoRng) -> Result<String, EncryptionError> {
        let secret = EphemeralSecret::generate_from_rng(rng);
        let ephemeral = Jwk::from_p256_public(secret.public_key().to_sec1_point(false).as_bytes())?;
        let mut header = json!({ "alg": "ECDH-ES", "enc": self.encryption.name(), "epk": ephemeral });
        if let (Some(kid), Some(members)) = (&self.kid, header.as_object_mut()) {
            members.insert("kid".to_owned(), kid.as_str().into());
        }
        let header = encode(header.to_string().as_bytes());
        let shared = secret.diffie_hellman(&self.key);
        let key = derive(shared.raw_secret_bytes(), self.encryption, b"", b"");
        let mut nonce = [0; 12];
        rng.fill_bytes(&mut nonce);
        let text = content.to_string();
        let payload = Payload { msg: text.as_bytes(), aad: header.as_bytes() };
        let sealed = match self.encryption {
            Encryption::A128Gcm => seal::<Aes128Gcm>(&key, &nonce, payload),
            Encryption::A256Gcm => seal::<Aes256Gcm>(&key, &nonce, payload),
        };
        let sealed = sealed.ok_or(EncryptionError::Cipher)?;
        let (content, tag) = sealed.split_last_chunk::<TAG>().ok_or(EncryptionError::Cipher)?;
        // The key is agreed upon and not sent, so its part is empty.
        Ok(format!("{header}..{}.{}.{}", encode(&nonce), encode(content), encode(tag)))
    }
}

impl Encryption {
    fn of_name(name: &str) -> Option<Self> {
        [Self::A128Gcm, Self::A256Gcm].into_iter().find(|one| one.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::A128Gcm => "A128GCM",
            Self::A256Gcm => "A256GCM",
        }
    }

    /// The length of the key, in bytes.
    fn key_length(self) -> u8 {
        match self {
            Self::A128Gcm => 16,
            Self::A256Gcm => 32,
        }
    }
}

/// The content key from what both sides know (`apu` and `apv` name them, if anything does): one round of the Concat
/// KDF, which is enough for 256 bits ([RFC 7518 section 4.6.2](https://www.rfc-editor.org/rfc/rfc7518#section-4.6.2)).
fn derive(shared: &[u8], encryption: Encryption, apu: &[u8], apv: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(1_u32.to_be_bytes());
    hash.update(shared);
    for part in [encryption.name().as_bytes(), apu, apv] {
        hash.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.update((u32::from(encryption.key_length()) * 8).to_be_bytes());
    hash.finalize().into_iter().take(encryption.key_length().into()).collect()
}

fn seal<C: Aead + KeyInit>(key: &[u8], nonce: &[u8], payload: Payload<'_, '_>) -> Option<Vec<u8>> {
    let nonce = Nonce::<C>::try_from(nonce).ok()?;
    C::new_from_slice(key).ok()?.encrypt(&nonce, payload).ok()
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Encryption, Recipient, derive, encode};
    use serde_json::{Value, json};

    /// [RFC 7518 appendix C](https://www.rfc-editor.org/rfc/rfc7518#appendix-C).
    #[test]
    fn the_key_is_that_of_the_specification() {
        let shared = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128,
            106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        assert_eq!(encode(&derive(&shared, Encryption::A128Gcm, b"Alice", b"Bob")), "VqqN6vgjbSBcIijNcacQGg");
    }

    fn key(alg: &str, kid: &str) -> Value {
        json!({ "kty": "EC", "crv": "P-256", "use": "enc", "alg": alg, "kid": kid,
            "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck" })
    }

    #[test]
    fn the_first_key_and_the_first_encryption_that_fit_are_chosen() {
        let keys = [json!({ "kty": "odd" }), key("ECDH-ES+A128KW", "a"), key("ECDH-ES", "b"), key("ECDH-ES", "c")];
        let listed = ["A256CBC-HS512", "A256GCM", "A128GCM"].map(str::to_owned);
        let chosen = Recipient::choose(&keys, Some(&listed)).unwrap();
        assert_eq!((chosen.kid.as_deref(), chosen.encryption), (Some("b"), Encryption::A256Gcm));
        assert_eq!(Recipient::choose(&keys, None).unwrap().encryption, Encryption::A128Gcm);
        assert!(Recipient::choose(&keys, Some(&[])).is_none());
        assert!(Recipient::choose(&keys[..2], None).is_none());
    }
}
