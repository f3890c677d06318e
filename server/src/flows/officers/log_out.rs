//! `Log out` of an officer: the session ends on the server, whatever the browser does with its cookie.

use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    state::AppState,
};
use domain::{OfficerSessionEnd, SecretToken};

/// Logs out.
///
/// # Errors
/// When the database refuses; the session lives on then.
pub async fn log_out(state: &AppState, cookie: Option<&SecretToken>) -> Result<(), Fault> {
    let Some(cookie) = cookie else { return Ok(()) };
    let Some(session) = store::officer_sessions::by_hash(&state.db, &cookie.hash()).await? else { return Ok(()) };
    let (now, cause, officer) = (state.clock.now(), OfficerSessionEnd::LoggedOut, &session.officer_id);
    let tx = store::connect::begin(&state.db).await?;
    if store::officer_sessions::end(&tx, officer, &session.id, cause, now).await? && session.logged_in_at.is_some() {
        record_of_officer(&tx, now, Actor::Officer(officer), "officer-logged-out", None).await?;
    }
    Ok(tx.commit().await?)
}
