//! `I have added my access key`: keeps the session alive and says so if the service has not heard of it. The page itself
//! is decided by the ladder, as always.

use super::{Fault, ladder, offer::verified, press::Outcome, visit::Cookies};
use crate::state::AppState;

/// Takes the press.
///
/// # Errors
/// When the database refuses.
pub async fn check_added(state: &AppState, cookies: &Cookies) -> Result<(), Fault> {
    let Some((_, session)) = verified(state, cookies).await? else { return Ok(()) };
    let now = state.clock.now();
    let delivered = ladder::progress(&state.db, &session, now).await?.key.is_some();
    let outcome = if delivered { None } else { Some(Outcome::NotYetAdded.store()?) };
    Ok(store::sessions::note(&state.db, &session.id, outcome, now).await?)
}
