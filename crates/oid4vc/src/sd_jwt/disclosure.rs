//! Disclosures: the salted claims that travel beside the signed part
//! ([RFC 9901, section 4.2](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2)).

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{DIGESTS, ELEMENT};
use crate::base64url;
use crate::json::{self, JsonError};

/// One salted claim.
///
/// The encoded text is kept as it was received: the digest is taken over exactly those characters, and JSON has many
/// spellings for one value. `Debug` shows the digest only, because the claim is somebody's personal data.
#[derive(Clone, PartialEq)]
pub struct Disclosure {
    encoded: String,
    name: Option<String>,
    value: Value,
}

/// Why a text is not a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// Not base64url without padding.
    #[error("the disclosure is not base64url")]
    Encoding,
    /// Not acceptable JSON.
    #[error("the disclosure is not JSON")]
    Json(#[source] JsonError),
    /// Not an array of a salt, a name and a value, or of a salt and a value.
    #[error("the disclosure has the wrong form")]
    Form,
    /// The name is `_sd` or `...`, which have a meaning of their own.
    #[error("the disclosure has a reserved claim name")]
    ReservedName,
}

impl Disclosure {
    /// A hidden member of an object
    /// ([section 4.2.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.1)). `salt` must come from at least
    /// 128 random bits and be used once.
    ///
    /// # Errors
    /// [`DisclosureError::ReservedName`].
    pub fn property(salt: &str, name: &str, value: Value) -> Result<Self, DisclosureError> {
        if name == DIGESTS || name == ELEMENT {
            return Err(DisclosureError::ReservedName);
        }
        let encoded = base64url::encode(json!([salt, name, value]).to_string());
        Ok(Self { encoded, name: Some(name.to_owned()), value })
    }

    /// A hidden element of an array
    /// ([section 4.2.2](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.2)).
    #[must_use]
    pub fn element(salt: &str, value: Value) -> Self {
        let encoded = base64url::encode(json!([salt, value]).to_string());
        Self { encoded, name: None, value }
    }

    /// Reads a disclosure.
    ///
    /// # Errors
    /// See [`DisclosureError`].
    pub fn parse(encoded: &str) -> Result<Self, DisclosureError> {
        let bytes = base64url::decode(encoded).ok_or(DisclosureError::Encoding)?;
        let Value::Array(parts) = json::parse(&bytes).map_err(DisclosureError::Json)? else {
            return Err(DisclosureError::Form);
        };
        let (name, value) = match <[Value; 3]>::try_from(parts) {
            Ok([Value::String(_), Value::String(name), value]) => (Some(name), value),
            Ok(_) => return Err(DisclosureError::Form),
            Err(parts) => match <[Value; 2]>::try_from(parts) {
                Ok([Value::String(_), value]) => (None, value),
                _ => return Err(DisclosureError::Form),
            },
        };
        if name.as_deref().is_some_and(|name| name == DIGESTS || name == ELEMENT) {
            return Err(DisclosureError::ReservedName);
        }
        Ok(Self { encoded: encoded.to_owned(), name, value })
    }

    /// The digest that stands for this disclosure in the signed part: SHA-256 over the encoded text, base64url
    /// ([section 4.2.3](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.3)).
    #[must_use]
    pub fn digest(&self) -> String {
        base64url::encode(Sha256::digest(&self.encoded))
    }

    /// The text that travels.
    #[must_use]
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// The claim's name; `None` for an element of an array.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The claim's value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }
}

impl fmt::Debug for Disclosure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Disclosure").field(&self.digest()).finish()
    }
}
