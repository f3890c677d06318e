//! The person whom an officer acts on: read anew inside the transaction of the act, and never the officer.

use crate::{
    flows::{Fault, audit::Actor, invite, invite::NotInvited, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::{EmployeeId, Timestamp};
use sea_orm::DatabaseTransaction;
use store::{ConnectionTrait, employees::Employee, keys::AccessKey};

/// Why an act on a person is not possible now. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// There is no such person.
    #[error("there is no such person")]
    Unknown,
    /// The officer is this person.
    #[error("nobody acts on their own record")]
    OwnRecord,
    /// The person has left.
    #[error("the person has left")]
    Left,
    /// The person has not left.
    #[error("the person works here")]
    WorksHere,
    /// Nobody has confirmed the identity.
    #[error("the identity is not confirmed")]
    NotConfirmed,
    /// Invitations wait until then, because the contact details were changed lately.
    #[error("the contact details were changed lately")]
    OnHold(Timestamp),
    /// Nothing waits because of changed contact details.
    #[error("nothing waits because of changed contact details")]
    NotOnHold,
    /// A first invitation for somebody who has an access key.
    #[error("the person has an access key")]
    HasKey,
    /// The person has no access key.
    #[error("the person has no access key")]
    NoKey,
    /// The person never had an access key, so there is nothing to replace.
    #[error("the person never had an access key")]
    NeverHadKey,
    /// There is no invitation that could be cancelled.
    #[error("there is no invitation")]
    NoInvitation,
    /// The second officer is the one who asked, or who changed the contact details.
    #[error("another officer has to decide")]
    SameOfficer,
}

/// What an act can fail by.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// It is not possible now.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for ActError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl From<NotInvited> for NotPossible {
    fn from(why: NotInvited) -> Self {
        match why {
            NotInvited::NotActive => Self::Left,
            NotInvited::HasKey => Self::HasKey,
            NotInvited::NotConfirmed => Self::NotConfirmed,
            NotInvited::OnHold(until) => Self::OnHold(until),
        }
    }
}

impl From<NotInvited> for ActError {
    fn from(why: NotInvited) -> Self {
        Self::NotPossible(why.into())
    }
}

/// The person of this name, if the officer may act on them.
///
/// # Errors
/// [`NotPossible::Unknown`], [`NotPossible::OwnRecord`], or when the database does not answer.
pub async fn find(conn: &impl ConnectionTrait, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = store::employees::by_id(conn, id).await?.ok_or(NotPossible::Unknown)?;
    if is_own(on, &employee.email) {
        return Err(NotPossible::OwnRecord.into());
    }
    Ok(employee)
}

/// The person of this name, if there is one, to name them.
///
/// # Errors
/// When the database does not answer.
pub async fn named(state: &AppState, id: &EmployeeId) -> Result<Option<Employee>, Fault> {
    Ok(store::employees::by_id(&state.db, id).await?)
}

/// Begins a transaction in which nothing else happens to a person, and reads them in it.
///
/// # Errors
/// See [`find`].
pub async fn begin(
    state: &AppState,
    on: &OnDuty,
    id: &EmployeeId,
) -> Result<(DatabaseTransaction, Employee), ActError> {
    let tx = invite::begin(state, id).await?;
    let employee = find(&tx, on, id).await?;
    Ok((tx, employee))
}

/// The key that a person holds, inside a transaction from [`begin`], with the row of its invitation: a wallet that fetches
/// it again, or somebody who logs in with it, comes before or after.
///
/// # Errors
/// When the database refuses.
pub(super) async fn held_key(conn: &impl ConnectionTrait, id: &EmployeeId) -> Result<Option<AccessKey>, Fault> {
    loop {
        let Some(key) = store::keys::held_of(conn, id).await? else { return Ok(None) };
        store::invitations::hold(conn, &key.invitation_id).await?;
        if let Some(held) = store::keys::held_of(conn, id).await?
            && held.id == key.id
        {
            return Ok(Some(held));
        }
    }
}

/// Whether an email address is the officer's own, however it is capitalised.
#[must_use]
pub fn is_own(on: &OnDuty, email: &str) -> bool {
    on.officer.email.to_lowercase() == email.to_lowercase()
}

/// The officer, for the audit trail.
#[must_use]
pub fn actor(on: &OnDuty) -> Actor<'_> {
    Actor::Officer(&on.officer.id)
}
