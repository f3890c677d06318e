//! `Log out` beside another browser on "Where you are logged in".

use super::note;
use crate::{
    flows::{
        Fault,
        signed_in::{self, LogInCookies, find},
    },
    state::AppState,
};
use contract::home::HomeNotice;
use domain::{SessionEnd, SessionId};

/// Ends a session of the person who is logged in. Any other name ends nothing, and looks the same.
///
/// # Errors
/// When the database refuses; no session is ended then.
pub async fn end_session(state: &AppState, cookies: &LogInCookies, id: &str) -> Result<(), Fault> {
    let Some(signed_in) = find(state, cookies).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(&state.db).await?;
    // Two browsers may be ending each other.
    store::employees::hold(&tx, &signed_in.employee.id).await?;
    if !note(&tx, &signed_in, HomeNotice::SessionEnded, now).await? {
        tx.rollback().await?;
        return Ok(());
    }
    let named = match id.contains('\0') {
        // PostgreSQL takes no NUL in a text.
        true => None,
        false => store::log_in_sessions::by_id(&tx, &SessionId::from(id.to_owned())).await?,
    };
    if let Some(other) = named.filter(|other| other.employee_id == signed_in.employee.id) {
        signed_in::end(&tx, &mut rng, &other, SessionEnd::EndedByPerson, now).await?;
    }
    Ok(tx.commit().await?)
}
