//! Reading an SD-JWT: signature, then disclosures
//! ([RFC 9901, section 7.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.1)).

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{ALWAYS_OPEN, DIGESTS, Disclosure, DisclosureError, ELEMENT, HASH_NAME, SHA_256, TYP};
use crate::jose::Jwk;
use crate::jose::jws::{JwsError, UnverifiedJws};
use crate::json;

/// Upper limit on disclosures in one credential.
const MAX_DISCLOSURES: usize = 256;

/// An SD-JWT in compact form whose signature nobody has checked.
#[derive(Debug, Clone)]
pub struct UnverifiedSdJwt<'a> {
    jwt: UnverifiedJws<'a>,
    /// Everything up to and including the last `~`.
    presented: &'a str,
    disclosures: Vec<Disclosure>,
    key_binding: Option<&'a str>,
}

/// Why an SD-JWT is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SdJwtError {
    /// There is no `~`, so this is not an SD-JWT.
    #[error("the text is not an SD-JWT")]
    NotSdJwt,
    /// The signed part is malformed, or its signature does not verify.
    #[error("the signed part of the SD-JWT is not valid")]
    Jws(#[source] JwsError),
    /// `typ` is not `dc+sd-jwt`.
    #[error("the SD-JWT has the wrong type")]
    Type,
    /// More disclosures than any credential needs.
    #[error("the SD-JWT has too many disclosures")]
    TooManyDisclosures,
    /// A disclosure is malformed.
    #[error("a disclosure is malformed")]
    Disclosure(#[source] DisclosureError),
    /// `_sd_alg` is not `sha-256`.
    #[error("the hash function of the SD-JWT is not supported")]
    HashFunction,
    /// A digest, or a disclosure, occurs twice.
    #[error("a digest occurs twice in the SD-JWT")]
    RepeatedDigest,
    /// `_sd` or `...` is not what it has to be.
    #[error("the digests of the SD-JWT are malformed")]
    DigestForm,
    /// A disclosure belongs to no digest.
    #[error("a disclosure is not referenced")]
    UnreferencedDisclosure,
    /// With its disclosures in their places, the credential has more than [`json::MAX_DEPTH`] levels.
    #[error("the SD-JWT is nested too deeply")]
    TooDeep,
    /// A disclosure would replace an existing claim, has the kind for arrays in an object or the other way round, or
    /// hides a claim that must be open.
    #[error("a disclosure does not fit its place")]
    MisplacedDisclosure,
}

impl<'a> UnverifiedSdJwt<'a> {
    /// Takes `jwt~disclosure~…~` or `jwt~disclosure~…~key-binding-jwt` apart
    /// ([RFC 9901, section 4](https://www.rfc-editor.org/rfc/rfc9901.html#section-4)).
    ///
    /// # Errors
    /// [`SdJwtError::NotSdJwt`], [`SdJwtError::Jws`], [`SdJwtError::TooManyDisclosures`] and
    /// [`SdJwtError::Disclosure`].
    pub fn parse(text: &'a str) -> Result<Self, SdJwtError> {
        let (jwt, rest) = text.split_once('~').ok_or(SdJwtError::NotSdJwt)?;
        // `jwt~~` is not a credential without disclosures but one with an empty disclosure, and refused as such.
        let (disclosures, key_binding) = match rest.rsplit_once('~') {
            None => (Vec::new(), rest),
            Some((several, key_binding)) => (several.split('~').collect(), key_binding),
        };
        if disclosures.len() > MAX_DISCLOSURES {
            return Err(SdJwtError::TooManyDisclosures);
        }
        let presented = text.strip_suffix(key_binding).unwrap_or(text);
        Ok(Self {
            presented,
            jwt: UnverifiedJws::parse(jwt).map_err(SdJwtError::Jws)?,
            disclosures: disclosures
                .into_iter()
                .map(Disclosure::parse)
                .collect::<Result<_, _>>()
                .map_err(SdJwtError::Disclosure)?,
            key_binding: Some(key_binding).filter(|jwt| !jwt.is_empty()),
        })
    }

    /// The disclosures, in the order in which they came.
    #[must_use]
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// The Key Binding JWT at the end, unchecked; `None` when the holder proves nothing.
    #[must_use]
    pub fn key_binding(&self) -> Option<&'a str> {
        self.key_binding
    }

    /// Everything before the Key Binding JWT, exactly as it came: what its `sd_hash` is taken over.
    #[must_use]
    pub fn presented(&self) -> &'a str {
        self.presented
    }

    /// A header parameter of the signed part, as the sender claims it.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&Value> {
        self.jwt.header(name)
    }

    /// Verifies the issuer's signature by `issuer_key` and puts the disclosed claims back in their places. The
    /// result has no `_sd`, `_sd_alg` or `...` any more. Dates, type, status and key binding are not judged here.
    ///
    /// # Errors
    /// See [`SdJwtError`].
    pub fn verify(self, issuer_key: &Jwk) -> Result<Map<String, Value>, SdJwtError> {
        if self.jwt.header_text("typ") != Some(TYP) {
            return Err(SdJwtError::Type);
        }
        let mut claims = self.jwt.verify(issuer_key).map_err(SdJwtError::Jws)?.into_claims();
        if claims.remove(HASH_NAME).is_some_and(|name| name != SHA_256) {
            return Err(SdJwtError::HashFunction);
        }
        let count = self.disclosures.len();
        let by_digest: HashMap<String, Disclosure> =
            self.disclosures.into_iter().map(|disclosure| (disclosure.digest(), disclosure)).collect();
        if by_digest.len() != count {
            return Err(SdJwtError::RepeatedDigest);
        }
        // The credential itself is the first level.
        let levels_left = json::MAX_DEPTH - 1;
        let mut restoration = Restoration { by_digest, seen: HashSet::new(), levels_left };
        let claims = restoration.object(claims, true)?;
        match restoration.by_digest.is_empty() {
            true => Ok(claims),
            false => Err(SdJwtError::UnreferencedDisclosure),
        }
    }
}

/// Replaces digests by what they stand for, from the outside in, so that a disclosure may itself contain digests
/// ([RFC 9901, section 4.2.6](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.6)).
struct Restoration {
    /// Disclosures not yet placed.
    by_digest: HashMap<String, Disclosure>,
    /// Every digest met anywhere, disclosed or not.
    seen: HashSet<String>,
    /// How many more objects and arrays may lie inside each other. Disclosures inside disclosures add up.
    levels_left: usize,
}

impl Restoration {
    fn take(&mut self, digest: String) -> Result<Option<Disclosure>, SdJwtError> {
        let disclosure = self.by_digest.remove(&digest);
        match self.seen.insert(digest) {
            true => Ok(disclosure),
            false => Err(SdJwtError::RepeatedDigest),
        }
    }

    fn object(&mut self, mut members: Map<String, Value>, top: bool) -> Result<Map<String, Value>, SdJwtError> {
        let digests = match members.remove(DIGESTS) {
            None => Vec::new(),
            Some(Value::Array(digests)) => digests,
            Some(_) => return Err(SdJwtError::DigestForm),
        };
        let mut restored = Map::new();
        for (name, value) in members {
            if name == ELEMENT {
                return Err(SdJwtError::DigestForm);
            }
            let value = self.value(value)?;
            restored.insert(name, value);
        }
        for digest in digests {
            let Value::String(digest) = digest else {
                return Err(SdJwtError::DigestForm);
            };
            let Some(disclosure) = self.take(digest)? else {
                continue;
            };
            let name = disclosure.name().ok_or(SdJwtError::MisplacedDisclosure)?.to_owned();
            let must_be_open = top && (ALWAYS_OPEN.contains(&name.as_str()) || name == HASH_NAME);
            if must_be_open || restored.contains_key(&name) {
                return Err(SdJwtError::MisplacedDisclosure);
            }
            let value = self.value(disclosure.value().clone())?;
            restored.insert(name, value);
        }
        Ok(restored)
    }

    fn value(&mut self, value: Value) -> Result<Value, SdJwtError> {
        if !value.is_object() && !value.is_array() {
            return Ok(value);
        }
        self.levels_left = self.levels_left.checked_sub(1).ok_or(SdJwtError::TooDeep)?;
        let restored = match value {
            Value::Object(members) => self.object(members, false).map(Value::Object)?,
            Value::Array(elements) => {
                let mut restored = Vec::with_capacity(elements.len());
                for element in elements {
                    restored.extend(self.element(element)?);
                }
                Value::Array(restored)
            }
            other => other,
        };
        self.levels_left = self.levels_left.saturating_add(1);
        Ok(restored)
    }

    /// An element of an array; `None` for a hidden one that was not disclosed.
    fn element(&mut self, element: Value) -> Result<Option<Value>, SdJwtError> {
        let digest = match &element {
            Value::Object(members) => members.get(ELEMENT).map(|digest| (digest, members.len())),
            _ => None,
        };
        match digest {
            None => self.value(element).map(Some),
            Some((Value::String(digest), 1)) => {
                let Some(disclosure) = self.take(digest.clone())? else {
                    return Ok(None);
                };
                if disclosure.name().is_some() {
                    return Err(SdJwtError::MisplacedDisclosure);
                }
                self.value(disclosure.value().clone()).map(Some)
            }
            Some(_) => Err(SdJwtError::DigestForm),
        }
    }
}
