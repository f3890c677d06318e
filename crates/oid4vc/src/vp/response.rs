//! What the wallet posts to the response URI
//! ([OpenID4VP 1.0, section 8](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8)).

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::jose::DecryptionKey;
use crate::jose::jwe::{EncryptedJwe, JweError};
use crate::json::{self, JsonError};
use crate::vci::ErrorDescription;

/// The longest parameter that is read, in bytes.
pub const MAX_VALUE_LENGTH: usize = 256 * 1024;
/// The longest `state`, in bytes.
const MAX_STATE_LENGTH: usize = 512;
/// More parameters than any wallet sends.
const MAX_PARAMETERS: usize = 64;

/// A well-formed post. Nothing in it has been checked against a request.
#[derive(Debug, Clone)]
pub enum Posted<'a> {
    /// `response`: an encrypted answer.
    Encrypted(EncryptedJwe<'a>),
    /// An answer in the clear.
    Plain(Answer),
}

/// What leads from a post to the request that it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestHint<'a> {
    /// The identifier of the one-time key.
    Key(&'a str),
    /// The `state` of the request.
    State(&'a str),
}

/// What the wallet answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Presentations.
    Presented(Presented),
    /// None, and why.
    Refused(Refused),
}

/// An answer with presentations, none of which has been checked. `Debug` shows no content: it is somebody's personal
/// data.
#[derive(Clone, PartialEq)]
pub struct Presented {
    /// Presentations by the identifier of their query.
    pub vp_token: Value,
    /// Which request it answers.
    pub state: Option<String>,
}

/// The wallet's refusal. Anybody may have sent it: it ends nothing that another answer could not still complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why, for a program.
    pub code: WalletErrorCode,
    /// Why, for a developer. Written by a stranger: for the log at most.
    pub description: Option<ErrorDescription>,
    /// Which request it answers.
    pub state: Option<String>,
}

/// The error codes of wallets
/// ([section 8.5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.5),
/// [RFC 6749, section 4.1.2.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WalletErrorCode {
    /// The person said no, or has no such credential.
    AccessDenied,
    /// The wallet finds a mistake in the request.
    InvalidRequest,
    /// The wallet does not trust the verifier, or its certificate does not fit its name.
    InvalidClient,
    /// The wallet knows none of the formats asked for.
    VpFormatsNotSupported,
    /// The wallet was told a way to fetch the request that it does not know.
    InvalidRequestUriMethod,
    /// No wallet could be opened.
    WalletUnavailable,
    /// Any other.
    Other,
}

/// Why a post is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// More parameters, or a longer value, than any wallet sends.
    #[error("the response is too large")]
    TooLarge,
    /// A parameter occurs twice.
    #[error("a parameter occurs more than once")]
    RepeatedParameter,
    /// None of `response`, `vp_token` and `error`.
    #[error("the response holds neither an answer nor an error")]
    Empty,
    /// More than one of `response`, `vp_token` and `error`.
    #[error("the response holds several answers")]
    Ambiguous,
    /// The encrypted answer is malformed or cannot be opened.
    #[error("the encrypted answer cannot be read")]
    Jwe(#[source] JweError),
    /// The decrypted answer, or `vp_token`, is not acceptable JSON.
    #[error("the answer is not valid JSON")]
    Json(#[source] JsonError),
    /// `state` or `error` is not a string of a sensible length.
    #[error("state or error is not usable")]
    Parameter,
    /// Encryption was asked for, and presentations came in the clear.
    #[error("the answer is not encrypted")]
    NotEncrypted,
    /// No encryption was asked for, so there is no key to open the answer.
    #[error("an encrypted answer was not asked for")]
    NotAskedToEncrypt,
    /// `state` is that of another request, or missing in an answer that nothing else ties to the request.
    #[error("the answer is for another request")]
    OtherRequest,
}

impl<'a> Posted<'a> {
    /// Reads a decoded form. Unknown parameters are ignored, and an empty value counts as absent.
    ///
    /// # Errors
    /// See [`ResponseError`].
    pub fn parse(pairs: &'a [(String, String)]) -> Result<Self, ResponseError> {
        let mut parameters: BTreeMap<&str, &'a str> = BTreeMap::new();
        if pairs.len() > MAX_PARAMETERS {
            return Err(ResponseError::TooLarge);
        }
        for (name, value) in pairs {
            if value.len() > MAX_VALUE_LENGTH {
                return Err(ResponseError::TooLarge);
            }
            if parameters.insert(name, value).is_some() {
                return Err(ResponseError::RepeatedParameter);
            }
        }
        let mut take = |name: &str| parameters.remove(name).filter(|value| !value.is_empty());
        let (response, vp_token, error) = (take("response"), take("vp_token"), take("error"));
        if let (Some(jwe), None, None) = (response, vp_token, error) {
            return EncryptedJwe::parse(jwe).map(Self::Encrypted).map_err(ResponseError::Jwe);
        }
        if response.is_some() {
            return Err(ResponseError::Ambiguous);
        }
        let mut members = Map::new();
        if let Some(vp_token) = vp_token {
            let vp_token = json::parse(vp_token.as_bytes()).map_err(ResponseError::Json)?;
            members.insert("vp_token".to_owned(), vp_token);
        }
        members.extend(error.map(|error| ("error".to_owned(), error.into())));
        for name in ["error_description", "state"] {
            members.extend(take(name).map(|value| (name.to_owned(), value.into())));
        }
        Answer::from_members(members).map(Self::Plain)
    }

    /// What leads to the request; `None` when an answer in the clear has no `state`.
    #[must_use]
    pub fn hint(&self) -> Option<RequestHint<'_>> {
        match self {
            Self::Encrypted(jwe) => Some(RequestHint::Key(jwe.kid())),
            Self::Plain(answer) => answer.state().map(RequestHint::State),
        }
    }

    /// The answer to the request that has this `state` and, if it asked for encryption, this `key`.
    ///
    /// Presentations in the clear are refused when encryption was asked for. An error may come in the clear all the
    /// same, because a wallet that cannot read the request cannot encrypt either. Inside an encrypted answer `state`
    /// may be missing: the key belongs to this request alone.
    ///
    /// # Errors
    /// See [`ResponseError`].
    pub fn open(self, state: &str, key: Option<&DecryptionKey>) -> Result<Answer, ResponseError> {
        let (answer, tied) = match (self, key) {
            (Self::Encrypted(_), None) => return Err(ResponseError::NotAskedToEncrypt),
            (Self::Encrypted(jwe), Some(key)) => {
                let text = jwe.decrypt(key).map_err(ResponseError::Jwe)?;
                let members = json::parse_object(&text).map_err(ResponseError::Json)?;
                (Answer::from_members(members)?, true)
            }
            (Self::Plain(Answer::Presented(_)), Some(_)) => return Err(ResponseError::NotEncrypted),
            (Self::Plain(answer), _) => (answer, false),
        };
        match answer.state() {
            Some(stated) if stated == state => Ok(answer),
            None if tied => Ok(answer),
            _ => Err(ResponseError::OtherRequest),
        }
    }
}

impl Answer {
    fn from_members(mut members: Map<String, Value>) -> Result<Self, ResponseError> {
        let mut text = |name: &str| match members.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ResponseError::Parameter),
        };
        let (error, description, state) = (text("error")?, text("error_description")?, text("state")?);
        if state.as_ref().is_some_and(|state| state.len() > MAX_STATE_LENGTH) {
            return Err(ResponseError::Parameter);
        }
        match (members.remove("vp_token"), error) {
            (Some(vp_token), None) => Ok(Self::Presented(Presented { vp_token, state })),
            (None, Some(error)) => Ok(Self::Refused(Refused {
                code: WalletErrorCode::from_text(&error),
                description: description.map(|text| ErrorDescription::new(&text)),
                state,
            })),
            (Some(_), Some(_)) => Err(ResponseError::Ambiguous),
            (None, None) => Err(ResponseError::Empty),
        }
    }

    fn state(&self) -> Option<&str> {
        match self {
            Self::Presented(presented) => presented.state.as_deref(),
            Self::Refused(refused) => refused.state.as_deref(),
        }
    }
}

impl fmt::Debug for Presented {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Presented").field("state", &self.state).finish_non_exhaustive()
    }
}

impl WalletErrorCode {
    fn from_text(text: &str) -> Self {
        match text {
            "access_denied" => Self::AccessDenied,
            "invalid_request" => Self::InvalidRequest,
            "invalid_client" => Self::InvalidClient,
            "vp_formats_not_supported" => Self::VpFormatsNotSupported,
            "invalid_request_uri_method" => Self::InvalidRequestUriMethod,
            "wallet_unavailable" => Self::WalletUnavailable,
            _ => Self::Other,
        }
    }
}

/// The body of a successful answer to the wallet, with status 200 and `Cache-Control: no-store`
/// ([section 8.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.2)).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PostAnswer {
    /// Where the wallet sends the browser; only when the request was opened on the same device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
}
