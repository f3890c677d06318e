//! A second factor shown again, before what needs it fresh.

use super::{
    on_duty::OnDuty,
    second_factor::{self, Count, Given},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    state::AppState,
};
use domain::{SecurityCode, Timestamp};

/// What came of it.
pub enum Answer {
    /// It is fresh now.
    Fresh,
    /// Wrong, or used before.
    Wrong,
    /// Too much was tried; not before then.
    Wait(Timestamp),
    /// The session has ended: too many tries.
    Over,
}

/// Checks a code of the authenticator app of an officer who is logged in.
///
/// # Errors
/// When the database refuses; nothing is fresh then.
pub async fn confirm(state: &AppState, on: &OnDuty, code: &SecurityCode) -> Result<Answer, Fault> {
    let OnDuty { officer, session } = on;
    let counted = match second_factor::count(state, officer, session).await? {
        Count::Go(counted) => counted,
        Count::Wait(until) => return Ok(Answer::Wait(until)),
        Count::Over => return Ok(Answer::Over),
    };
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
    counted.was_right(&tx).await?;
    record_of_officer(&tx, now, Actor::Officer(&officer.id), "officer-confirmed", None).await?;
    tx.commit().await?;
    Ok(Answer::Fresh)
}
