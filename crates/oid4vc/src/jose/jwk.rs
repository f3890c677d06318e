//! Public keys on the curve P-256 as JSON Web Keys.

use std::fmt;

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::base64url;

/// The members that hold private or symmetric key material in any registered key type
/// ([RFC 7518, section 6](https://www.rfc-editor.org/rfc/rfc7518.html#section-6), and `priv` of the AKP type).
const PRIVATE_MEMBERS: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// A public EC key on P-256 ([RFC 7518, section 6.2.1](https://www.rfc-editor.org/rfc/rfc7518.html#section-6.2.1)).
///
/// A value of this type is a point on the curve and never holds a private part. Written out it has the members `kty`,
/// `crv`, `x` and `y` and nothing else: `kid`, `use` or certificates that came with it are dropped, so that nothing a
/// wallet added is carried into a credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Jwk {
    key: VerifyingKey,
    x: String,
    y: String,
}

/// Why a JSON value is not a usable public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwkError {
    /// Not a JSON object.
    #[error("the key is not a JSON object")]
    NotAnObject,
    /// A private or symmetric member such as `d` is present. The sender gave its secret away.
    #[error("the key contains private key material")]
    PrivateKey,
    /// `kty` is not `EC`.
    #[error("the key type is not EC")]
    KeyType,
    /// `crv` is not `P-256`.
    #[error("the curve is not P-256")]
    Curve,
    /// `x` or `y` is missing or is not 32 bytes of base64url.
    #[error("a coordinate is missing or has the wrong length")]
    Coordinate,
    /// The two coordinates are not a point on the curve.
    #[error("the point is not on the curve")]
    NotOnCurve,
    /// `use` or `alg` says that the key is for something else than it is used for here.
    #[error("the key is not meant for this use")]
    WrongUse,
}

impl Jwk {
    /// Reads a key. Members that are not understood are ignored, as
    /// [RFC 7517, section 4](https://www.rfc-editor.org/rfc/rfc7517.html#section-4) asks.
    ///
    /// # Errors
    /// See [`JwkError`]; private key material is looked for first.
    pub fn from_value(value: &Value) -> Result<Self, JwkError> {
        Self::from_members(value.as_object().ok_or(JwkError::NotAnObject)?)
    }

    /// Reads the sender's key of a key agreement, which may say that it is for encryption but not that it signs.
    pub(super) fn agreement_key(value: &Value) -> Result<Self, JwkError> {
        Self::meant_for(value.as_object().ok_or(JwkError::NotAnObject)?, "enc", super::jwe::ECDH_ES)
    }

    fn from_members(members: &Map<String, Value>) -> Result<Self, JwkError> {
        Self::meant_for(members, "sig", super::ES256)
    }

    fn meant_for(members: &Map<String, Value>, purpose: &str, algorithm: &str) -> Result<Self, JwkError> {
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        if PRIVATE_MEMBERS.iter().any(|name| members.contains_key(*name)) {
            return Err(JwkError::PrivateKey);
        }
        if text("kty") != Some("EC") {
            return Err(JwkError::KeyType);
        }
        if text("crv") != Some("P-256") {
            return Err(JwkError::Curve);
        }
        let only = |name: &str, value: &str| members.get(name).is_none_or(|found| found.as_str() == Some(value));
        if !only("use", purpose) || !only("alg", algorithm) {
            return Err(JwkError::WrongUse);
        }
        let coordinate = |name: &str| -> Result<Vec<u8>, JwkError> {
            text(name).and_then(base64url::decode).filter(|bytes| bytes.len() == 32).ok_or(JwkError::Coordinate)
        };
        let uncompressed = [&[0x04], coordinate("x")?.as_slice(), coordinate("y")?.as_slice()].concat();
        let key = VerifyingKey::from_sec1_bytes(&uncompressed).map_err(|_| JwkError::NotOnCurve)?;
        Ok(Self::from_key(key))
    }

    pub(crate) fn from_key(key: VerifyingKey) -> Self {
        let point = key.to_sec1_point(false);
        // An uncompressed point of a valid key always has both coordinates.
        let coordinate = |bytes: Option<&[u8]>| base64url::encode(bytes.unwrap_or_default());
        Self { x: coordinate(point.x().map(AsRef::as_ref)), y: coordinate(point.y().map(AsRef::as_ref)), key }
    }

    pub(super) fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }

    /// The key as JSON with the members `kty`, `crv`, `x` and `y`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({ "kty": "EC", "crv": "P-256", "x": self.x, "y": self.y })
    }

    /// The key's thumbprint: SHA-256 over its required members in alphabetical order, base64url, 43 characters
    /// ([RFC 7638, section 3](https://www.rfc-editor.org/rfc/rfc7638.html#section-3)).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        base64url::encode(Sha256::digest(self.canonical()))
    }

    /// The required members in alphabetical order without white space. The coordinates are base64url, so nothing
    /// needs escaping.
    pub(super) fn canonical(&self) -> String {
        format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, self.x, self.y)
    }

    /// The point in SEC 1 form: `0x04`, then both coordinates.
    pub(super) fn uncompressed(&self) -> Vec<u8> {
        self.key.to_sec1_bytes().into_vec()
    }

    /// Whether `signature` (64 bytes, `r` then `s`) is this key's ES256 signature over `message`.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify(message, &signature).is_ok())
    }
}

impl fmt::Debug for Jwk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Jwk").field(&self.thumbprint()).finish()
    }
}

impl Serialize for Jwk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Jwk {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(deserializer)?;
        Self::from_members(&members).map_err(serde::de::Error::custom)
    }
}
