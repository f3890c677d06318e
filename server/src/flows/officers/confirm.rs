//! A second factor shown again, before what needs it fresh.

use super::{
    on_duty::OnDuty,
    second_factor::{self, Given},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    state::AppState,
};
use domain::SecurityCode;

/// What came of it.
pub enum Answer {
    /// It is fresh now.
    Fresh,
    /// Wrong, or used before.
    Wrong,
    /// The session has ended: too many tries.
    Over,
}

/// Checks a code of the authenticator app of an officer who is logged in. Its tries are the session's alone: another session
/// costs a whole log in, and nobody who is not logged in can use them up.
///
/// # Errors
/// When the database refuses; nothing is fresh then.
pub async fn confirm(state: &AppState, on: &OnDuty, code: &SecurityCode) -> Result<Answer, Fault> {
    let OnDuty { officer, session } = on;
    if !second_factor::count_for(state, session).await? {
        return Ok(Answer::Over);
    }
    let now = state.clock.now();
    let proof = second_factor::read(state, officer, Given::Code(code), now);
    let tx = store::connect::begin(&state.db).await?;
    let right = match &proof {
        Some(proof) => proof.use_up(&tx, officer, now).await?,
        None => false,
    };
    if !right {
        tx.rollback().await?;
        let ended = second_factor::end_if_tried(&state.db, state, officer, session).await?;
        return Ok(if ended { Answer::Over } else { Answer::Wrong });
    }
    if !store::officer_sessions::refresh(&tx, &session.id, now, now).await? {
        tx.rollback().await?;
        return Ok(Answer::Over);
    }
    record_of_officer(&tx, now, Actor::Officer(&officer.id), "officer-confirmed", None).await?;
    tx.commit().await?;
    Ok(Answer::Fresh)
}
