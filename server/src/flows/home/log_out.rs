//! `Log out`: the session ends on the server, whatever the browser does with its cookie.

use crate::{
    flows::{
        Fault,
        signed_in::{self, LogInCookies},
    },
    state::AppState,
};
use domain::SessionEnd;

/// Logs out.
///
/// # Errors
/// When the database refuses; the session lives on then.
pub async fn log_out(state: &AppState, cookies: &LogInCookies) -> Result<(), Fault> {
    let Some(token) = &cookies.session else { return Ok(()) };
    let Some(session) = store::log_in_sessions::by_hash(&state.db, &token.hash()).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(&state.db).await?;
    signed_in::end(&tx, &mut rng, &session, SessionEnd::LoggedOut, now).await?;
    Ok(tx.commit().await?)
}
