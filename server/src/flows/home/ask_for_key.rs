//! `Ask for a new access key`: HR is told once; a second wish while the first is open changes nothing.

use super::note;
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        messages::{self, HrMessage},
        signed_in::{LogInCookies, find},
    },
    state::AppState,
};
use contract::home::HomeNotice;
use domain::{KeyRequestId, KeyWish};
use store::key_requests::KeyRequest;

/// The reason as the form names it.
fn wish(reason: &str) -> Option<KeyWish> {
    match reason {
        "new-phone" => Some(KeyWish::NewPhone),
        "deleted" => Some(KeyWish::Deleted),
        "not-working" => Some(KeyWish::NotWorking),
        _ => None,
    }
}

/// Asks HR for a new access key.
///
/// # Errors
/// When the database refuses; nothing is asked for then.
pub async fn ask_for_key(state: &AppState, cookies: &LogInCookies, reason: &str) -> Result<(), Fault> {
    let Some(signed_in) = find(state, cookies).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let Some(wish) = wish(reason) else {
        note(&state.db, &signed_in, HomeNotice::ReasonMissing, now).await?;
        return Ok(());
    };
    let employee = &signed_in.employee;
    let tx = store::connect::begin(&state.db).await?;
    if !note(&tx, &signed_in, HomeNotice::NewKeyAsked, now).await? {
        tx.rollback().await?;
        return Ok(());
    }
    let request = KeyRequest {
        id: KeyRequestId::new(&mut rng),
        employee_id: employee.id.clone(),
        reason: wish,
        created_at: now,
        handled_at: None,
    };
    if store::key_requests::insert(&tx, request).await? {
        messages::queue_to_hr(&tx, state, &mut rng, employee, HrMessage::KeyWanted { wish }).await?;
        record(&tx, now, Actor::Employee, "key-wanted", &employee.id, None).await?;
    } else {
        note(&tx, &signed_in, HomeNotice::NewKeyAskedBefore, now).await?;
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(())
}
