//! Whether a presentation says who somebody is: genuine and shown for this request, its status, a live key, and a person
//! who works here, in this order.

use super::{
    answer::AnswerErrorCode,
    status::{self, NotChecked},
    trust::{EMPLOYEE_ID, Person},
};
use crate::{
    flows::{Fault, status_list},
    state::AppState,
};
use domain::{AccessKeyId, EmployeeId, KeyState, Refusal, StatusListId, Timestamp};
use oid4vc::vp::{
    dcql::{self, VpTokenError},
    presentation::{AnsweredRequest, PresentationError, VerifiedPresentation, verify_presentation},
};
use serde_json::Value;
use store::{ConnectionTrait, employees::Employee, keys::AccessKey, presentation_requests::PresentationRequest};

/// Longest staff number in a credential of another issuer, in characters.
const STAFF_NUMBER_LIMIT: usize = 200;

/// Who somebody is, and by which key they may come in.
#[derive(Clone, Debug)]
pub struct Believed {
    /// Who.
    pub employee: Employee,
    /// Their access key: what was shown, or, if that was a credential of another issuer, what they hold here.
    pub key: AccessKey,
}

/// Why a presentation logs nobody in.
#[derive(Debug, thiserror::Error)]
pub enum NotBelieved {
    /// It is not in the form that was asked for.
    #[error(transparent)]
    Form(#[from] VpTokenError),
    /// It is not genuine, not in force, not what was asked for, or not signed by its holder for this request.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// It names a key or a person that is not here.
    #[error("the credential belongs to nobody here")]
    Stranger,
    /// The key was revoked, or the credential's status says so.
    #[error("the access key was revoked")]
    Revoked(EmployeeId),
    /// The key does not work for the time being.
    #[error("the access key is suspended")]
    Suspended(EmployeeId),
    /// The status of a credential of another issuer says that it does not hold.
    #[error("the credential was revoked")]
    Withdrawn,
    /// The key has expired.
    #[error("the access key has expired")]
    Expired,
    /// The person does not work here any more.
    #[error("the person may not log in")]
    NotActive(EmployeeId),
    /// Whether it holds could not be found out.
    #[error(transparent)]
    NotChecked(#[from] NotChecked),
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for NotBelieved {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl NotBelieved {
    pub(super) const fn code(&self) -> Option<AnswerErrorCode> {
        match self {
            Self::Form(_) | Self::Presentation(_) | Self::Stranger => Some(AnswerErrorCode::InvalidRequest),
            Self::Revoked(_) | Self::Suspended(_) | Self::Withdrawn | Self::Expired | Self::NotActive(_) => {
                Some(AnswerErrorCode::AccessDenied)
            }
            Self::NotChecked(_) => Some(AnswerErrorCode::TemporarilyUnavailable),
            Self::Fault(_) => None,
        }
    }

    pub(super) const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Form(_) => Some(Refusal::Unreadable),
            Self::Presentation(error) => Some(of_presentation(error)),
            Self::Stranger => Some(Refusal::NotOurKey),
            Self::Revoked(_) | Self::Withdrawn => Some(Refusal::Revoked),
            Self::Suspended(_) => Some(Refusal::Suspended),
            Self::Expired => Some(Refusal::Expired),
            Self::NotActive(_) => Some(Refusal::NotActive),
            Self::NotChecked(_) => Some(Refusal::NotChecked),
            Self::Fault(_) => None,
        }
    }
}

const fn of_presentation(error: &PresentationError) -> Refusal {
    match error {
        PresentationError::Expired => Refusal::Expired,
        PresentationError::Certificates(_)
        | PresentationError::Chain(_)
        | PresentationError::Issuer
        | PresentationError::Type
        | PresentationError::MissingClaim(_)
        | PresentationError::Status(_) => Refusal::NotOurKey,
        PresentationError::SdJwt(_)
        | PresentationError::NoKeyBinding
        | PresentationError::Time
        | PresentationError::NotYetValid
        | PresentationError::NoHolderKey
        | PresentationError::HolderKey(_)
        | PresentationError::KeyBinding(_) => Refusal::Unreadable,
    }
}

/// Judges a presentation.
///
/// # Errors
/// See [`NotBelieved`].
pub async fn believe(
    state: &AppState,
    request: &PresentationRequest,
    vp_token: &Value,
    now: Timestamp,
) -> Result<Believed, NotBelieved> {
    let (query, text) = dcql::presentation(&state.trust.queries, vp_token)?;
    let kind = state.trust.kind(query).ok_or(Fault::Missing("what was asked for"))?;
    let asked =
        AnsweredRequest { client_id: state.trust.client_id.as_str(), nonce: &request.nonce, now: now.as_seconds() };
    let shown = verify_presentation(text, &kind.policy, &asked)?;
    let key = match &kind.person {
        Person::OurKey => our_key(state, &shown).await?,
        Person::StaffNumber(path) => {
            if let Some(reference) = &shown.status
                && !status::holds(state, query, &shown.issuer, reference, now).await?
            {
                return Err(NotBelieved::Withdrawn);
            }
            key_of(state, staff_number(&shown, path).ok_or(NotBelieved::Stranger)?).await?
        }
    };
    still_good(&state.db, &key, now).await
}

/// The key whose credential was shown: found by its place in the status list, and held against what it says of itself.
async fn our_key(state: &AppState, shown: &VerifiedPresentation) -> Result<AccessKeyId, NotBelieved> {
    let lists = state.settings.url(status_list::PATH);
    let reference = shown.status.as_ref().ok_or(NotBelieved::Stranger)?;
    let list = reference.uri.strip_prefix(&lists).ok_or(NotBelieved::Stranger)?;
    let index = i32::try_from(reference.index).map_err(|_| NotBelieved::Stranger)?;
    let list = StatusListId::from(list.to_owned());
    let credential = store::keys::credential_at(&state.db, &list, index).await?.ok_or(NotBelieved::Stranger)?;
    let key = store::keys::by_id(&state.db, &credential.access_key_id).await?.ok_or(Fault::Missing("access key"))?;
    let named = shown.claims.get(EMPLOYEE_ID).and_then(Value::as_str) == Some(key.employee_id.as_str());
    let held = credential.holder_thumbprint == shown.holder_thumbprint;
    if named && held { Ok(key.id) } else { Err(NotBelieved::Stranger) }
}

/// The staff number in a credential of another issuer.
fn staff_number<'v>(shown: &'v VerifiedPresentation, path: &[String]) -> Option<&'v str> {
    let (top, inner) = path.split_first()?;
    let value = inner.iter().try_fold(shown.claims.get(top)?, |value, name| value.get(name))?;
    let usable = |text: &&str| text.chars().count() <= STAFF_NUMBER_LIMIT && !text.chars().any(char::is_control);
    value.as_str().filter(usable)
}

/// The key of the person with this staff number. Without one there is nothing here that a session could hang on.
async fn key_of(state: &AppState, staff_number: &str) -> Result<AccessKeyId, NotBelieved> {
    let employee = store::employees::by_staff_number(&state.db, staff_number).await?.ok_or(NotBelieved::Stranger)?;
    let key = store::keys::held_of(&state.db, &employee.id).await?;
    Ok(key.ok_or(NotBelieved::Stranger)?.id)
}

/// Whether a key opens the door now, and for whom.
///
/// # Errors
/// [`NotBelieved::Revoked`], [`NotBelieved::Suspended`], [`NotBelieved::Expired`], [`NotBelieved::NotActive`].
pub async fn still_good(
    conn: &impl ConnectionTrait,
    key: &AccessKeyId,
    now: Timestamp,
) -> Result<Believed, NotBelieved> {
    let key = store::keys::by_id(conn, key).await?.ok_or(Fault::Missing("access key"))?;
    let employee = store::employees::by_id(conn, &key.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    match key.state {
        KeyState::Revoked => Err(NotBelieved::Revoked(employee.id)),
        KeyState::Suspended => Err(NotBelieved::Suspended(employee.id)),
        KeyState::Live if now >= key.expires_at => Err(NotBelieved::Expired),
        KeyState::Live if !employee.active => Err(NotBelieved::NotActive(employee.id)),
        KeyState::Live => Ok(Believed { employee, key }),
    }
}
