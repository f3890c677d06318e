//! `Stay logged in`: the idle time begins anew. The longest time of a session stays what it is.

use crate::{
    flows::{
        Fault,
        signed_in::{LogInCookies, find},
    },
    state::AppState,
};

/// Keeps somebody logged in.
///
/// # Errors
/// When the database refuses.
pub async fn stay(state: &AppState, cookies: &LogInCookies) -> Result<(), Fault> {
    let Some(signed_in) = find(state, cookies).await? else { return Ok(()) };
    let now = state.clock.now();
    store::log_in_sessions::touch(&state.db, &signed_in.session.id, now, now).await?;
    Ok(())
}
