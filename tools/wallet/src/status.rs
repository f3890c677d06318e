//! Whether a held key still works: its own end, and the issuer's status list
//! ([Token Status List](https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/)).

use std::fmt;

use chrono::DateTime;
use identity_kit::jose::CompactJws;
use identity_kit::sd_jwt_vc::SdJwtVc;
use identity_kit::status_list::{StatusListError, StatusListRef, StatusListToken, StatusType};
use identity_kit::vc::Jwt;
use identity_kit::vc::validation::TimeOptions;

use crate::http::{Http, HttpError};
use crate::signer::{Signer, SignerError};
use crate::store::HeldKey;

const STATUS: &str = "the status list";

/// What is known of a held key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It works.
    Valid,
    /// Its time is over.
    Expired,
    /// The issuer ended it.
    Revoked,
    /// The issuer paused it.
    Suspended,
    /// The issuer's list could not be had or read.
    Unknown,
}

impl State {
    /// The state as one word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Valid => "Valid",
            Self::Expired => "Expired",
            Self::Revoked => "Revoked",
            Self::Suspended => "Suspended",
            Self::Unknown => "Could not check",
        })
    }
}

/// Why a status is not known.
#[derive(Debug, thiserror::Error)]
enum StatusError {
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error(transparent)]
    List(#[from] StatusListError),
    #[error("the status list {0}")]
    Signer(#[from] SignerError),
    #[error("the status list is not a token")]
    NotAToken,
}

/// The state of `key` at `now` (Unix seconds). It asks the issuer when the key names a status list.
pub async fn state(http: &Http, key: &HeldKey, now: i64) -> State {
    if key.expires_at.is_some_and(|end| end <= now) {
        return State::Expired;
    }
    let Ok(credential) = SdJwtVc::parse(&key.credential) else {
        return State::Unknown;
    };
    let Some(status) = &credential.claims().status else {
        return State::Valid;
    };
    let Some(reference) = &status.status_list else {
        return State::Unknown;
    };
    match listed(http, reference, now).await {
        Ok(StatusType::VALID) => State::Valid,
        Ok(StatusType::INVALID) => State::Revoked,
        Ok(StatusType::SUSPENDED) => State::Suspended,
        _ => State::Unknown,
    }
}

async fn listed(http: &Http, reference: &StatusListRef, now: i64) -> Result<StatusType, StatusError> {
    let answer = http.get(STATUS, &reference.uri, StatusListToken::MEDIA_TYPE).await?;
    let text = String::from_utf8(answer.body).map_err(|_| StatusError::NotAToken)?;
    let jws = CompactJws::decode(&text).map_err(|_| StatusError::NotAToken)?;
    Signer::of(&jws, now)?;
    let jwt = Jwt::new(text).map_err(|_| StatusError::NotAToken)?;
    let (_, token) = StatusListToken::decode(&jwt)?;
    let time = DateTime::from_timestamp(now, 0).ok_or(StatusError::NotAToken)?;
    let leeway = std::time::Duration::from_secs(60);
    Ok(token.status_of(reference, TimeOptions::at(time).with_leeway(leeway))?)
}
