//! Somebody leaves the employer, and may come back. What they had ends in one transaction; nothing of it comes back with
//! them.

use super::{
    Fault,
    audit::{Actor, record},
    invite,
    revoke::{self, Why, revoke_key},
    signed_in,
};
use crate::{mail::NextKey, state::AppState};
use domain::{InvitationState, Refusal, RevokeCause, SessionEnd};
use store::employees::Employee;

/// Notes that a person has left: their key is revoked, they are logged out everywhere, and their invitation, codes,
/// offers and tokens end. They are told if they had a key. False if it was noted before.
///
/// # Errors
/// When the database refuses; nothing has changed then.
pub async fn leave(state: &AppState, employee: &Employee, actor: Actor<'_>) -> Result<bool, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let reason = format!("You have left {}.", state.settings.organisation.name);
    let tx = invite::begin(state, &employee.id).await?;
    let employee = &store::employees::by_id(&tx, &employee.id).await?.ok_or(Fault::Missing("employee"))?;
    // In the order in which others take them: requests of a log in, key, person, sessions.
    store::presentation_requests::end_answered_of(&tx, &employee.id, Some(Refusal::NotActive), now).await?;
    let key = store::keys::held_of(&tx, &employee.id).await?;
    let why = Why { cause: RevokeCause::Revoked, reason: Some(&reason), actor };
    let revoked = match &key {
        Some(key) => revoke_key(&tx, &mut rng, key, why, now).await?,
        None => false,
    };
    if !store::employees::set_active(&tx, &employee.id, false, now).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    signed_in::end_of_employee(&tx, &mut rng, &employee.id, SessionEnd::KeyEnded, now).await?;
    let invitations = invite::end_all(&tx, &employee.id, InvitationState::Cancelled, now).await?;
    store::key_requests::handle(&tx, &employee.id, now).await?;
    store::approvals::withdraw_all_of(&tx, &employee.id, now).await?;
    if revoked {
        revoke::tell(&tx, state, &mut rng, employee, &reason, NextKey::Ask).await?;
    }
    record(&tx, now, actor, "employee-left", &employee.id, None).await?;
    tx.commit().await?;
    invitations.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(true)
}

/// Notes that a person who had left works here again; they need a new check of who they are, and a new invitation. False if
/// they had not left.
///
/// # Errors
/// When the database refuses.
pub async fn come_back(state: &AppState, employee: &Employee, actor: Actor<'_>) -> Result<bool, Fault> {
    let now = state.clock.now();
    let tx = invite::begin(state, &employee.id).await?;
    if !store::employees::set_active(&tx, &employee.id, true, now).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    record(&tx, now, actor, "employee-returned", &employee.id, None).await?;
    tx.commit().await?;
    Ok(true)
}
