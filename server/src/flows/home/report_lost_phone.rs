//! `Report my phone as lost` by somebody who is logged in.

use crate::{
    flows::{
        Fault, invite, report,
        signed_in::{LogInCookies, find},
    },
    state::AppState,
};

/// Reports the phone of the person who is logged in lost.
///
/// # Errors
/// When the database refuses; nothing is reported then.
pub async fn report_lost_phone(state: &AppState, cookies: &LogInCookies) -> Result<(), Fault> {
    let Some(signed_in) = find(state, cookies).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = invite::begin(state, &signed_in.employee.id).await?;
    // The session may have ended while the transaction waited. It is only read: its row may not be held before the key's
    // and the person's, which others take first.
    let session = store::log_in_sessions::by_id(&tx, &signed_in.session.id).await?;
    if session.is_none_or(|session| session.ended_at.is_some()) {
        tx.rollback().await?;
        return Ok(());
    }
    let lost = report::lost_phone::lose(&tx, state, &mut rng, &signed_in.employee, now).await?;
    tx.commit().await?;
    lost.wake(state);
    Ok(())
}
