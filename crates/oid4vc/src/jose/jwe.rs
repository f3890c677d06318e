//! Compact JWE to a key of ours: ECDH-ES in direct key agreement mode with AES-GCM
//! ([RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html),
//! [RFC 7518, sections 4.6 and 5.3](https://www.rfc-editor.org/rfc/rfc7518.html#section-4.6)).
//!
//! Only reading: nothing here encrypts. Whoever has the public key can write a JWE, so that one opens says nothing
//! about who sent it.

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm, KeyInit as _};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{DecryptionKey, Jwk, JwkError};
use crate::base64url;
use crate::json::{self, JsonError};

/// The one key management algorithm: ECDH-ES, the agreed key encrypts the content directly.
pub const ECDH_ES: &str = "ECDH-ES";
/// The longest compact JWE that is read, in bytes.
pub const MAX_LENGTH: usize = 256 * 1024;
/// The longest encoded header, in bytes.
const MAX_HEADER_LENGTH: usize = 4096;
/// The longest `apu` or `apv`, decoded, in bytes.
const MAX_PARTY_LENGTH: usize = 512;
const IV_LENGTH: usize = 12;
const TAG_LENGTH: usize = 16;

/// How the content of a JWE is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentEncryption {
    /// AES-GCM with a key of 128 bits.
    A128Gcm,
    /// AES-GCM with a key of 256 bits.
    A256Gcm,
}

/// A part of a compact JWE ([RFC 7516, section 3](https://www.rfc-editor.org/rfc/rfc7516.html#section-3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The protected header.
    Header,
    /// The encrypted key, empty in direct key agreement.
    EncryptedKey,
    /// The initialization vector, 96 bits.
    Iv,
    /// The content.
    Ciphertext,
    /// The authentication tag, 128 bits.
    Tag,
}

/// Why a text is not a JWE that this service accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JweError {
    /// Longer than [`MAX_LENGTH`], or its header is longer than any that makes sense.
    #[error("the JWE is too long")]
    TooLong,
    /// Not exactly five parts separated by dots.
    #[error("the JWE does not have five parts")]
    NotFiveParts,
    /// A part is not base64url without padding, or has the wrong length.
    #[error("a part of the JWE is malformed")]
    Encoding(Part),
    /// The header is not an acceptable JSON object.
    #[error("the header of the JWE is not a JSON object")]
    Json(#[source] JsonError),
    /// The header has `crit`, and no extension is understood here.
    #[error("the JWE asks for critical extensions")]
    CriticalExtension,
    /// The header has `zip`. A few bytes could unpack to a great many.
    #[error("the JWE is compressed")]
    Compressed,
    /// `alg` is not `ECDH-ES`.
    #[error("the key management algorithm is not ECDH-ES")]
    Algorithm,
    /// `enc` is neither `A128GCM` nor `A256GCM`.
    #[error("the content encryption is neither A128GCM nor A256GCM")]
    Encryption,
    /// There is an encrypted key, which direct key agreement does not have.
    #[error("the JWE has an encrypted key")]
    EncryptedKey,
    /// No `kid`.
    #[error("the JWE does not name the key")]
    NoKeyId,
    /// No `epk`.
    #[error("the JWE has no ephemeral key")]
    NoEphemeralKey,
    /// `epk` is not a public P-256 key.
    #[error("the ephemeral key is not usable")]
    EphemeralKey(#[source] JwkError),
    /// `apu` or `apv` is not base64url, or too long.
    #[error("apu or apv is malformed")]
    PartyInfo,
    /// `kid` names another key.
    #[error("the JWE is for another key")]
    OtherKey,
    /// The content does not open: another key, or changed on the way.
    #[error("the JWE cannot be decrypted")]
    Decryption,
}

/// A well-formed compact JWE that nobody has opened. Its header is the sender's word.
#[derive(Debug, Clone)]
pub struct EncryptedJwe<'a> {
    /// The encoded header: the additional authenticated data.
    protected: &'a str,
    kid: String,
    encryption: ContentEncryption,
    ephemeral: Jwk,
    apu: Vec<u8>,
    apv: Vec<u8>,
    iv: [u8; IV_LENGTH],
    /// Ciphertext and tag in one piece.
    sealed: Vec<u8>,
}

impl ContentEncryption {
    /// All that are supported, as `encrypted_response_enc_values_supported` lists them.
    pub const ALL: [Self; 2] = [Self::A128Gcm, Self::A256Gcm];

    /// The value of `enc`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A128Gcm => "A128GCM",
            Self::A256Gcm => "A256GCM",
        }
    }

    /// The length of the key in bits.
    pub(super) const fn key_bits(self) -> u32 {
        match self {
            Self::A128Gcm => 128,
            Self::A256Gcm => 256,
        }
    }
}

impl<'a> EncryptedJwe<'a> {
    /// Takes the text apart and checks the header: `alg`, `enc`, `kid` present, `epk` on the curve, no `zip`, no
    /// `crit`. Other parameters are ignored
    /// ([RFC 7516, section 4](https://www.rfc-editor.org/rfc/rfc7516.html#section-4)); none is ever followed.
    ///
    /// # Errors
    /// See [`JweError`].
    pub fn parse(text: &'a str) -> Result<Self, JweError> {
        if text.len() > MAX_LENGTH {
            return Err(JweError::TooLong);
        }
        let mut parts = text.split('.');
        let mut next = || parts.next().ok_or(JweError::NotFiveParts);
        let (protected, encrypted_key, iv, ciphertext, tag) = (next()?, next()?, next()?, next()?, next()?);
        if parts.next().is_some() {
            return Err(JweError::NotFiveParts);
        }
        if protected.len() > MAX_HEADER_LENGTH {
            return Err(JweError::TooLong);
        }
        let header = json::parse_object(&decode(Part::Header, protected)?).map_err(JweError::Json)?;
        let encryption = check_algorithms(&header)?;
        if !encrypted_key.is_empty() {
            return Err(JweError::EncryptedKey);
        }
        let kid = text_member(&header, "kid").ok_or(JweError::NoKeyId)?.to_owned();
        let ephemeral = header.get("epk").ok_or(JweError::NoEphemeralKey)?;
        let ephemeral = Jwk::agreement_key(ephemeral).map_err(JweError::EphemeralKey)?;
        let iv = decode(Part::Iv, iv)?.try_into().map_err(|_| JweError::Encoding(Part::Iv))?;
        let tag = decode(Part::Tag, tag)?;
        if tag.len() != TAG_LENGTH {
            return Err(JweError::Encoding(Part::Tag));
        }
        let mut sealed = decode(Part::Ciphertext, ciphertext)?;
        sealed.extend_from_slice(&tag);
        Ok(Self {
            protected,
            kid,
            encryption,
            ephemeral,
            apu: party(&header, "apu")?,
            apv: party(&header, "apv")?,
            iv,
            sealed,
        })
    }

    /// The identifier of the key for which this claims to be.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// How the content is encrypted.
    #[must_use]
    pub fn encryption(&self) -> ContentEncryption {
        self.encryption
    }

    /// Opens the content. The result is wiped from memory on drop.
    ///
    /// # Errors
    /// [`JweError::OtherKey`] or [`JweError::Decryption`].
    pub fn decrypt(&self, key: &DecryptionKey) -> Result<Zeroizing<Vec<u8>>, JweError> {
        if self.kid != key.kid() {
            return Err(JweError::OtherKey);
        }
        let agreed = key.agree(&self.ephemeral, self.encryption, &self.apu, &self.apv);
        let payload = Payload { msg: &self.sealed, aad: self.protected.as_bytes() };
        let (first_half, _) = agreed.split_at(16);
        let opened = match self.encryption {
            ContentEncryption::A128Gcm => {
                let cipher = Aes128Gcm::new_from_slice(first_half).map_err(|_| JweError::Decryption)?;
                cipher.decrypt(&self.iv.into(), payload)
            }
            ContentEncryption::A256Gcm => Aes256Gcm::new(&(*agreed).into()).decrypt(&self.iv.into(), payload),
        };
        opened.map(Zeroizing::new).map_err(|_| JweError::Decryption)
    }
}

fn check_algorithms(header: &Map<String, Value>) -> Result<ContentEncryption, JweError> {
    if header.contains_key("crit") {
        return Err(JweError::CriticalExtension);
    }
    if header.contains_key("zip") {
        return Err(JweError::Compressed);
    }
    if text_member(header, "alg") != Some(ECDH_ES) {
        return Err(JweError::Algorithm);
    }
    let name = text_member(header, "enc").ok_or(JweError::Encryption)?;
    ContentEncryption::ALL.into_iter().find(|known| known.name() == name).ok_or(JweError::Encryption)
}

/// `apu` and `apv` say who takes part; absent, they count as empty.
fn party(header: &Map<String, Value>, name: &str) -> Result<Vec<u8>, JweError> {
    match header.get(name) {
        None => Ok(Vec::new()),
        Some(value) => value
            .as_str()
            .and_then(base64url::decode)
            .filter(|bytes| bytes.len() <= MAX_PARTY_LENGTH)
            .ok_or(JweError::PartyInfo),
    }
}

fn text_member<'m>(header: &'m Map<String, Value>, name: &str) -> Option<&'m str> {
    header.get(name).and_then(Value::as_str)
}

fn decode(part: Part, encoded: &str) -> Result<Vec<u8>, JweError> {
    base64url::decode(encoded).ok_or(JweError::Encoding(part))
}
