//! The signed form of a status list
//! ([Token Status List, section 5.1](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-5.1)).

use serde_json::{Map, Value, json};

use super::{StatusBits, StatusList, StatusListError};
use crate::jose::jws::{self, JwsError, UnverifiedJws};
use crate::jose::{CertificateChain, Jwk, JwsHeader, SigningKey};

/// How far ahead the issuer's clock may be, in seconds.
const CLOCK_SKEW_SECONDS: i64 = 300;

/// What a status list token says beside the list itself. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusListToken {
    /// `sub`: the URL of the list, exactly as the credentials name it.
    pub uri: String,
    /// `iat`.
    pub issued_at: i64,
    /// `exp`: after it the token must not be relied on.
    pub expires_at: i64,
    /// `ttl`: how many seconds a copy may be kept before it is fetched again. More than 0.
    pub time_to_live: u64,
}

/// Why a status list token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusTokenError {
    /// Malformed, or the signature does not verify.
    #[error("the status list token is not a valid JWS")]
    Jws(#[source] JwsError),
    /// `typ` is not `statuslist+jwt`.
    #[error("the status list token has the wrong type")]
    Type,
    /// `sub` is not the URL that the credential names.
    #[error("the status list token is for another list")]
    Subject,
    /// `iat` is missing, or lies more than five minutes in the future.
    #[error("the status list token has no usable time of issue")]
    IssuedAt,
    /// `exp` is missing or has passed.
    #[error("the status list token has expired")]
    Expired,
    /// `status_list.bits` or `status_list.lst` is missing or is none of the allowed values.
    #[error("the status list token holds no list")]
    NoList,
    /// The list cannot be unpacked.
    #[error("the status list cannot be read")]
    List(#[source] StatusListError),
}

impl StatusListToken {
    /// The `typ` header; with `application/` in front, the media type.
    pub const TYP: &str = "statuslist+jwt";

    /// Signs the list, with the key's `kid` and certificates in the header: some verifiers look the key up by `kid`
    /// in the server's key set, others follow `x5c`.
    ///
    /// # Errors
    /// [`StatusListError::Compression`].
    pub fn sign(
        &self,
        list: &StatusList,
        key: &SigningKey,
        certificates: &CertificateChain,
    ) -> Result<String, StatusListError> {
        let claims = Map::from_iter([
            ("sub".to_owned(), self.uri.clone().into()),
            ("iat".to_owned(), self.issued_at.into()),
            ("exp".to_owned(), self.expires_at.into()),
            ("ttl".to_owned(), self.time_to_live.into()),
            ("status_list".to_owned(), json!({ "bits": list.bits().count(), "lst": list.encode()? })),
        ]);
        Ok(key.sign(JwsHeader::new(Self::TYP).with_certificates(certificates), claims))
    }

    /// Checks a token against the URL that a credential names and unpacks its list, at most `max_bytes` of it
    /// ([section 8.3](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-8.3)). Whether
    /// `key` is one to trust is the caller's business.
    ///
    /// # Errors
    /// See [`StatusTokenError`].
    pub fn verify(
        token: &str,
        key: &Jwk,
        uri: &str,
        now: i64,
        max_bytes: usize,
    ) -> Result<StatusList, StatusTokenError> {
        let jws = Self::parse(token, max_bytes).map_err(StatusTokenError::Jws)?;
        Self::check(jws, key, uri, now, max_bytes)
    }

    /// Takes a token apart whose list unpacks to at most `max_bytes`.
    pub(crate) fn parse(token: &str, max_bytes: usize) -> Result<UnverifiedJws<'_>, JwsError> {
        // The list is base64url inside base64url (16/9 of its size); the rest is small.
        let max_length = max_bytes.saturating_mul(2).saturating_add(jws::MAX_LENGTH);
        UnverifiedJws::parse_up_to(token, max_length)
    }

    /// The checks of [`verify`](Self::verify) on a token that was taken apart.
    pub(crate) fn check(
        jws: UnverifiedJws<'_>,
        key: &Jwk,
        uri: &str,
        now: i64,
        max_bytes: usize,
    ) -> Result<StatusList, StatusTokenError> {
        if jws.header_text("typ") != Some(Self::TYP) {
            return Err(StatusTokenError::Type);
        }
        let token = jws.verify(key).map_err(StatusTokenError::Jws)?;
        if token.text("sub") != Some(uri) {
            return Err(StatusTokenError::Subject);
        }
        if token.time("iat").is_none_or(|issued_at| issued_at > now.saturating_add(CLOCK_SKEW_SECONDS)) {
            return Err(StatusTokenError::IssuedAt);
        }
        if token.time("exp").is_none_or(|expires_at| expires_at <= now) {
            return Err(StatusTokenError::Expired);
        }
        let member = |name: &str| token.claims().get("status_list").and_then(|list| list.get(name));
        let bits = member("bits").and_then(Value::as_u64).and_then(StatusBits::from_count);
        let (bits, lst) = bits.zip(member("lst").and_then(Value::as_str)).ok_or(StatusTokenError::NoList)?;
        StatusList::decode(bits, lst, max_bytes).map_err(StatusTokenError::List)
    }
}
