//! The notification endpoint: the wallet says what became of a credential
//! ([OpenID4VCI 1.0, section 11](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-11)).

use serde::Serialize;
use serde_json::Value;

use super::{ErrorBody, ErrorDescription, MAX_BODY_LENGTH};
use crate::json::{self, JsonError};

/// The longest `notification_id` that is looked up, in bytes.
const MAX_ID_LENGTH: usize = 256;

/// What happened in the wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationEvent {
    /// `credential_accepted`: stored.
    Accepted,
    /// `credential_failure`: not stored.
    Failure,
    /// `credential_deleted`: the person did not want it.
    Deleted,
}

impl NotificationEvent {
    /// The event of a name; names are case-sensitive.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "credential_accepted" => Some(Self::Accepted),
            "credential_failure" => Some(Self::Failure),
            "credential_deleted" => Some(Self::Deleted),
            _ => None,
        }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "credential_accepted",
            Self::Failure => "credential_failure",
            Self::Deleted => "credential_deleted",
        }
    }
}

/// A notification
/// ([section 11.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-11.1)). It may
/// come several times or never; equal ones have the same effect as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationRequest {
    /// The identifier from the credential response.
    pub notification_id: String,
    /// What happened.
    pub event: NotificationEvent,
    /// The wallet's words for developers, reduced to printable ASCII and 300 characters.
    pub description: Option<ErrorDescription>,
}

/// Why a notification is refused before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotificationRequestError {
    /// Larger than [`MAX_BODY_LENGTH`].
    #[error("the request is too large")]
    TooLarge,
    /// The body is not an acceptable JSON object.
    #[error("the request is not a valid JSON object")]
    Json(#[source] JsonError),
    /// `notification_id` is missing or not a string.
    #[error("notification_id is missing")]
    NoId,
    /// `notification_id` is empty or longer than any that was given out.
    #[error("notification_id is unknown")]
    UnknownId,
    /// `event` is missing or none of the three.
    #[error("event is missing or unknown")]
    Event,
    /// `event_description` is not a string.
    #[error("event_description is not text")]
    Description,
}

/// The error codes of the notification endpoint, both with status 400
/// ([section 11.3](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-11.3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotificationErrorCode {
    /// The identifier was never given out, or to another access token.
    InvalidNotificationId,
    /// A parameter is missing or malformed.
    InvalidNotificationRequest,
}

impl NotificationRequest {
    /// Reads a request body of at most 64 KiB and 32 levels. Unknown parameters are ignored.
    ///
    /// # Errors
    /// See [`NotificationRequestError`].
    pub fn parse(body: &[u8]) -> Result<Self, NotificationRequestError> {
        if body.len() > MAX_BODY_LENGTH {
            return Err(NotificationRequestError::TooLarge);
        }
        let parameters = json::parse_object(body).map_err(NotificationRequestError::Json)?;
        let text = |name: &str| parameters.get(name).and_then(Value::as_str);

        let notification_id = text("notification_id").ok_or(NotificationRequestError::NoId)?;
        if notification_id.is_empty() || notification_id.len() > MAX_ID_LENGTH {
            return Err(NotificationRequestError::UnknownId);
        }
        let event = text("event").and_then(NotificationEvent::from_name).ok_or(NotificationRequestError::Event)?;
        let description = match parameters.get("event_description") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(ErrorDescription::new(text)),
            Some(_) => return Err(NotificationRequestError::Description),
        };
        Ok(Self { notification_id: notification_id.to_owned(), event, description })
    }
}

impl NotificationRequestError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> NotificationErrorCode {
        match self {
            Self::UnknownId => NotificationErrorCode::InvalidNotificationId,
            Self::TooLarge | Self::Json(_) | Self::NoId | Self::Event | Self::Description => {
                NotificationErrorCode::InvalidNotificationRequest
            }
        }
    }
}

impl From<NotificationRequestError> for ErrorBody<NotificationErrorCode> {
    fn from(error: NotificationRequestError) -> Self {
        Self::new(error.code(), &error)
    }
}
