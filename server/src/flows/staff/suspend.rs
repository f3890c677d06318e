//! An officer suspends the key of a person, and restores it. While it is suspended nobody logs in with it, what could lead
//! to another key has ended, and its place in the status list says so to others.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{
        Fault,
        audit::record,
        invite,
        messages::{self, Message},
        officers::on_duty::OnDuty,
        signed_in,
    },
    state::AppState,
};
use domain::{EmployeeId, InvitationState, KeyState, Refusal};
use store::{ConnectionTrait, employees::Employee, keys::AccessKey};

/// Looks whether a person holds a key in this state. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId, from: KeyState) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    let held = store::keys::held_of(&state.db, id).await?;
    held.filter(|key| key.state == from).ok_or(NotPossible::NoKey)?;
    Ok(employee)
}

/// Suspends the live key of a person; they read the reason. Nothing if it is suspended already.
///
/// # Errors
/// See [`ActError`]; the key is live then.
pub async fn suspend(state: &AppState, on: &OnDuty, id: &EmployeeId, reason: &str) -> Result<(), ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    let key = person::held_key(&tx, id).await?.ok_or(NotPossible::NoKey)?;
    // In the order in which others take them: requests of a log in, key, person, sessions.
    store::presentation_requests::end_answered_of(&tx, id, Some(Refusal::Suspended), now).await?;
    if !store::keys::suspend(&tx, &key.id, reason.to_owned(), now).await? {
        return Ok(());
    }
    publish(&tx, &key).await?;
    record(&tx, now, person::actor(on), "key-suspended", id, Some(&key.invitation_id)).await?;
    signed_in::end_of_key(&tx, &mut rng, &key, now).await?;
    // An invitation to another key would undo it.
    let ended = invite::end_all(&tx, id, InvitationState::Cancelled, now).await?;
    store::approvals::withdraw_all_of(&tx, id, now).await?;
    messages::queue(&tx, state, &mut rng, &employee, Message::KeySuspended { reason }, None).await?;
    messages::queue(&tx, state, &mut rng, &employee, Message::KeySuspendedText, None).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(())
}

/// Restores the suspended key of a person. Nothing if it is live.
///
/// # Errors
/// See [`ActError`]; the key is suspended then.
pub async fn restore(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<(), ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    let key = person::held_key(&tx, id).await?.ok_or(NotPossible::NoKey)?;
    if !store::keys::restore(&tx, &key.id).await? {
        return Ok(());
    }
    publish(&tx, &key).await?;
    record(&tx, now, person::actor(on), "key-restored", id, Some(&key.invitation_id)).await?;
    store::standing::refresh(&tx, id).await?;
    messages::queue(&tx, state, &mut rng, &employee, Message::KeyRestored, None).await?;
    messages::queue(&tx, state, &mut rng, &employee, Message::KeyRestoredText, None).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(())
}

/// Has the status list signed anew.
async fn publish(conn: &impl ConnectionTrait, key: &AccessKey) -> Result<(), Fault> {
    if let Some(credential) = store::keys::credential_of(conn, &key.id).await? {
        store::status_lists::bump(conn, &credential.status_list_id).await?;
    }
    Ok(())
}
