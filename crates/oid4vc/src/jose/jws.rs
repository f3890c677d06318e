//! Compact JWS from strangers: first [`UnverifiedJws`], after the signature check [`VerifiedJws`].
//!
//! The claims cannot be reached on the unverified type; its header can, because the header says by which key the
//! signature claims to be made.

use serde_json::{Map, Value};

use super::{ES256, Jwk};
use crate::base64url;
use crate::json::{self, JsonError};

/// The longest compact JWS that is read, in bytes.
pub const MAX_LENGTH: usize = 64 * 1024;

/// A part of a compact JWS ([RFC 7515, section 3](https://www.rfc-editor.org/rfc/rfc7515.html#section-3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The protected header.
    Header,
    /// The payload; here always the claims of a JWT.
    Payload,
    /// The signature.
    Signature,
}

/// Why a text is not a JWS that this service accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Longer than [`MAX_LENGTH`], or than the limit asked for.
    #[error("the JWS is too long")]
    TooLong,
    /// Not exactly three parts separated by dots.
    #[error("the JWS does not have three parts")]
    NotThreeParts,
    /// A part is not base64url without padding.
    #[error("a part of the JWS is not base64url")]
    Encoding(Part),
    /// The header or the payload is not an acceptable JSON object.
    #[error("a part of the JWS is not a JSON object")]
    Json(Part, #[source] JsonError),
    /// The header has `crit`: it asks for extensions, and none is understood here
    /// ([RFC 7515, section 4.1.11](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.11)).
    #[error("the JWS asks for critical extensions")]
    CriticalExtension,
    /// `alg` is not `ES256`.
    #[error("the signature algorithm is not ES256")]
    Algorithm,
    /// The signature was not made by the key over these bytes.
    #[error("the signature does not verify")]
    Signature,
}

/// A well-formed compact JWS whose signature nobody has checked.
#[derive(Debug, Clone)]
pub struct UnverifiedJws<'a> {
    signing_input: &'a str,
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signature: Vec<u8>,
}

/// The header and the claims of a JWS whose signature verified.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedJws {
    header: Map<String, Value>,
    claims: Map<String, Value>,
}

impl<'a> UnverifiedJws<'a> {
    /// Takes the text apart: at most 64 KiB, three parts of base64url without padding, header and payload JSON
    /// objects without duplicate members, no `crit`.
    ///
    /// # Errors
    /// See [`JwsError`].
    pub fn parse(text: &'a str) -> Result<Self, JwsError> {
        Self::parse_up_to(text, MAX_LENGTH)
    }

    /// The same with another limit on the length in bytes, for documents that are large by nature.
    ///
    /// # Errors
    /// See [`JwsError`].
    pub fn parse_up_to(text: &'a str, max_length: usize) -> Result<Self, JwsError> {
        if text.len() > max_length {
            return Err(JwsError::TooLong);
        }
        let (signing_input, signature) = text.rsplit_once('.').ok_or(JwsError::NotThreeParts)?;
        let (header, payload) = signing_input.split_once('.').ok_or(JwsError::NotThreeParts)?;
        if payload.contains('.') {
            return Err(JwsError::NotThreeParts);
        }
        let header = object(Part::Header, header)?;
        if header.contains_key("crit") {
            return Err(JwsError::CriticalExtension);
        }
        Ok(Self {
            signing_input,
            header,
            claims: object(Part::Payload, payload)?,
            signature: base64url::decode(signature).ok_or(JwsError::Encoding(Part::Signature))?,
        })
    }

    /// A header parameter, as the sender claims it.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&Value> {
        self.header.get(name)
    }

    /// A header parameter that is a string.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<&str> {
        self.header(name).and_then(Value::as_str)
    }

    /// Checks the ES256 signature by `key` and makes the claims readable.
    ///
    /// # Errors
    /// [`JwsError::Algorithm`] or [`JwsError::Signature`].
    pub fn verify(self, key: &Jwk) -> Result<VerifiedJws, JwsError> {
        if self.header_text("alg") != Some(ES256) {
            return Err(JwsError::Algorithm);
        }
        if !key.verifies(self.signing_input.as_bytes(), &self.signature) {
            return Err(JwsError::Signature);
        }
        Ok(VerifiedJws { header: self.header, claims: self.claims })
    }
}

fn object(part: Part, encoded: &str) -> Result<Map<String, Value>, JwsError> {
    let bytes = base64url::decode(encoded).ok_or(JwsError::Encoding(part))?;
    json::parse_object(&bytes).map_err(|error| JwsError::Json(part, error))
}

impl VerifiedJws {
    /// The protected header.
    #[must_use]
    pub fn header(&self) -> &Map<String, Value> {
        &self.header
    }

    /// All claims.
    #[must_use]
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }

    /// All claims, by value.
    #[must_use]
    pub fn into_claims(self) -> Map<String, Value> {
        self.claims
    }

    /// A claim that is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }

    /// A claim that is a time in Unix seconds; fractions are cut off
    /// (`NumericDate`, [RFC 7519, section 2](https://www.rfc-editor.org/rfc/rfc7519.html#section-2)).
    #[must_use]
    pub fn time(&self, name: &str) -> Option<i64> {
        self.claims.get(name).and_then(numeric_date)
    }
}

/// Reads a `NumericDate`. `None` for anything but a number that a calendar could mean.
pub(crate) fn numeric_date(value: &Value) -> Option<i64> {
    /// The end of the year 9999.
    const LATEST: i64 = 253_402_300_799;
    let seconds = match value.as_i64() {
        Some(seconds) => seconds,
        // Through text, because no lossless conversion from floating point exists.
        None => value.as_f64()?.floor().to_string().parse().ok()?,
    };
    (0..=LATEST).contains(&seconds).then_some(seconds)
}
