//! An officer sends invitations: to one person, again, or to everybody who waits for their first.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{
        Fault,
        invite::{self, Wanted},
        officers::on_duty::OnDuty,
    },
    state::AppState,
};
use domain::{EmployeeId, InvitationId, InvitationState, LinkKind, Policy, Purpose, Standing, Timestamp};
use sea_orm::DatabaseTransaction;
use store::{employees::Employee, invitations::Invitation};

/// Invitations of one press.
const MOST: u64 = 500;

/// What the page says before it is done.
#[derive(Clone, Debug)]
pub struct Before {
    /// Who.
    pub employee: Employee,
    /// The newest invitation, in whatever state: a press counts only while it is the newest.
    pub after: Option<InvitationId>,
    /// An invitation is open, whose link would stop working.
    pub open: bool,
    /// When a link that is sent now would stop working.
    pub expires_at: Timestamp,
}

/// Looks whether a person can be invited. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Before, ActError> {
    let now = state.clock.now();
    let employee = person::find(&state.db, on, id).await?;
    if let Some(why) = invite::refusal(&state.db, &employee, Purpose::First, person::actor(on), now).await? {
        return Err(why.into());
    }
    let newest = store::invitations::newest_of(&state.db, id).await?;
    Ok(Before {
        open: newest.as_ref().is_some_and(|newest| is_open(newest, now)),
        after: newest.map(|newest| newest.id),
        expires_at: now + Policy::span(state.settings.policy.invitation_seconds),
        employee,
    })
}

/// Whether an invitation leads on, or is locked.
pub(super) fn is_open(invitation: &Invitation, now: Timestamp) -> bool {
    match invitation.state {
        InvitationState::Live => now < invitation.expires_at,
        InvitationState::Locked => true,
        InvitationState::Used | InvitationState::Replaced | InvitationState::Cancelled => false,
    }
}

/// Sends a first invitation, or sends it again. Nothing if another was sent since the page was shown: the same press twice,
/// or two officers.
///
/// # Errors
/// See [`ActError`]; nothing is sent then.
pub async fn invite(
    state: &AppState,
    on: &OnDuty,
    id: &EmployeeId,
    after: Option<&InvitationId>,
) -> Result<(), ActError> {
    let (tx, employee) = person::begin(state, on, id).await?;
    if store::invitations::newest_of(&tx, id).await?.map(|newest| newest.id).as_ref() != after {
        return Ok(());
    }
    send(state, on, tx, &employee).await
}

/// Sends it and ends the transaction, from [`person::begin`].
async fn send(state: &AppState, on: &OnDuty, tx: DatabaseTransaction, employee: &Employee) -> Result<(), ActError> {
    let mut rng = state.random.generator().map_err(Fault::from)?;
    let wanted = Wanted { purpose: Purpose::First, mail: LinkKind::Download, lost: false };
    let sent = invite::send(&tx, state, &mut rng, employee, wanted, person::actor(on)).await??;
    tx.commit().await?;
    sent.wake(state);
    Ok(())
}

/// How many people wait for their first invitation; at most as many as one press sends.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(state: &AppState, on: &OnDuty) -> Result<usize, Fault> {
    Ok(ready(state, on).await?.len())
}

async fn ready(state: &AppState, on: &OnDuty) -> Result<Vec<Employee>, Fault> {
    let now = state.clock.now();
    Ok(store::employees::ready_for_first(&state.db, &on.officer.email, MOST, now).await?)
}

/// Sends everybody who waits for it their first invitation, one transaction each; whoever cannot be invited any more is left
/// out. Says how many were sent.
///
/// # Errors
/// When the database refuses. What was sent by then is sent.
pub async fn invite_all(state: &AppState, on: &OnDuty) -> Result<usize, Fault> {
    let mut sent = 0;
    for employee in ready(state, on).await? {
        match first(state, on, &employee.id).await {
            Ok(true) => sent += 1,
            Ok(false) | Err(ActError::NotPossible(_)) => {}
            Err(ActError::Fault(fault)) => return Err(fault),
        }
    }
    Ok(sent)
}

/// Sends the first invitation; false if one was sent since the list was made: the same press twice, or two officers.
async fn first(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<bool, ActError> {
    let (tx, employee) = person::begin(state, on, id).await?;
    if employee.standing != Standing::NotInvited {
        return Ok(false);
    }
    send(state, on, tx, &employee).await?;
    Ok(true)
}

/// Looks whether there is an invitation to cancel. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look_at_cancelling(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    let newest = store::invitations::newest_of(&state.db, id).await?;
    match newest.map(|newest| newest.state) {
        Some(InvitationState::Live | InvitationState::Locked) => Ok(employee),
        _ => Err(NotPossible::NoInvitation.into()),
    }
}

/// Cancels a person's invitation, with its links, sessions, codes, offers and tokens. Nothing if it was cancelled before.
///
/// # Errors
/// See [`ActError`]; the invitation stands then.
pub async fn cancel(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<(), ActError> {
    let now = state.clock.now();
    let (tx, _) = person::begin(state, on, id).await?;
    let newest = store::invitations::newest_of(&tx, id).await?.ok_or(NotPossible::NoInvitation)?;
    match newest.state {
        InvitationState::Live | InvitationState::Locked => {}
        InvitationState::Cancelled => return Ok(()),
        InvitationState::Used | InvitationState::Replaced => return Err(NotPossible::NoInvitation.into()),
    }
    let ended = invite::end_all(&tx, id, InvitationState::Cancelled, now).await?;
    crate::flows::audit::record(&tx, now, person::actor(on), "invitation-cancelled", id, Some(&newest.id)).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    Ok(())
}
