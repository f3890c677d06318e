//! An officer revokes the key of a person for good.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{
        Fault, invite,
        officers::on_duty::OnDuty,
        revoke::{Why, revoke_key, tell},
    },
    mail::NextKey,
    state::AppState,
};
use domain::{EmployeeId, InvitationState, Refusal, RevokeCause};
use store::employees::Employee;

/// Looks whether there is a key to revoke. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    store::keys::held_of(&state.db, id).await?.ok_or(NotPossible::NoKey)?;
    Ok(employee)
}

/// Revokes the key that a person holds, live or suspended, and ends everything that could lead to another; the person reads
/// the reason. Nothing if it was revoked before.
///
/// # Errors
/// See [`ActError`]; nothing is revoked then.
pub async fn revoke(state: &AppState, on: &OnDuty, id: &EmployeeId, reason: &str) -> Result<(), ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    let Some(key) = person::held_key(&tx, id).await? else {
        return match store::keys::of_employee(&tx, id).await?.is_empty() {
            true => Err(NotPossible::NoKey.into()),
            false => Ok(()),
        };
    };
    // In the order in which others take them: requests of a log in, key, person, sessions.
    store::presentation_requests::end_answered_of(&tx, id, Some(Refusal::Revoked), now).await?;
    let why = Why { cause: RevokeCause::Revoked, reason: Some(reason), actor: person::actor(on) };
    revoke_key(&tx, &mut rng, &key, why, now).await?;
    let ended = invite::end_all(&tx, id, InvitationState::Cancelled, now).await?;
    store::approvals::withdraw_all_of(&tx, id, now).await?;
    tell(&tx, state, &mut rng, &employee, reason, NextKey::Ask).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(())
}
