//! The notification endpoint (OpenID4VCI 1.0, section 11): the wallet says what became of the key. It may say so twice
//! or never.

use super::{
    Fault,
    audit::{Actor, record},
};
use crate::state::AppState;
use domain::TokenHash;
use oid4vc::vci::{
    ErrorBody,
    notification::{NotificationErrorCode, NotificationEvent, NotificationRequest, NotificationRequestError},
};
use store::tokens::AccessToken;

/// Why a notification is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// The request itself is wrong.
    #[error(transparent)]
    Request(#[from] NotificationRequestError),
    /// Not an identifier that this token's key was given.
    #[error("the notification_id is not known")]
    UnknownId,
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for NotifyError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl NotifyError {
    /// What the wallet is told; `None` for our own fault.
    #[must_use]
    pub fn body(&self) -> Option<ErrorBody<NotificationErrorCode>> {
        let code = match self {
            Self::Request(error) => error.code(),
            Self::UnknownId => NotificationErrorCode::InvalidNotificationId,
            Self::Fault(_) => return None,
        };
        Some(ErrorBody::new(code, self))
    }
}

/// Takes a notification.
///
/// # Errors
/// See [`NotifyError`].
pub async fn notify(state: &AppState, token: &AccessToken, body: &[u8]) -> Result<(), NotifyError> {
    let request = NotificationRequest::parse(body)?;
    let hash = TokenHash::of(request.notification_id.as_bytes());
    let key = store::keys::by_notification(&state.db, &hash).await?;
    let key = key.filter(|key| key.token_id == token.id).ok_or(NotifyError::UnknownId)?;
    let now = state.clock.now();
    let tx = store::connect::begin(&state.db).await?;
    let (news, action) = match request.event {
        NotificationEvent::Accepted => (store::keys::mark_accepted(&tx, &key.id, now).await?, "key-accepted"),
        NotificationEvent::Failure => {
            (store::keys::mark_failed(&tx, &key.id, request.event.name(), now).await?, "key-failed")
        }
        NotificationEvent::Deleted => {
            (store::keys::mark_failed(&tx, &key.id, request.event.name(), now).await?, "key-deleted")
        }
    };
    if news {
        record(&tx, now, Actor::Wallet, action, &key.employee_id, Some(&key.invitation_id)).await?;
    }
    tx.commit().await?;
    state.live.moved(&key.invitation_id);
    Ok(())
}
