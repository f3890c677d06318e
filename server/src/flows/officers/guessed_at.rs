//! Word that wrong passwords are entered for an officer's address, for the audit trail and for the officer. Not at log in,
//! where it could be noticed whose address it is, but by a job that looks afterwards.

use super::{tell, tries::Subject};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    mail::OfficerNews,
    state::AppState,
};
use domain::Duration;
use serde_json::json;
use std::collections::BTreeSet;
use store::officer_tries::WINDOW;

/// How often it is looked.
pub const PAUSE: Duration = Duration::minutes(1);

/// Looks once. Each officer whose address waits, or has since the last look, is in the audit trail once in the time that a
/// wait takes. Word goes to the officer when it begins: whoever goes on for days fills no mailbox.
///
/// # Errors
/// When the database refuses. What was not told is told by the next look.
pub async fn look(state: &AppState) -> Result<(), Fault> {
    let now = state.clock.now();
    // A wait that ends before the next look is seen all the same.
    let since = now - WINDOW - PAUSE;
    let many = store::officer_tries::many(&state.db, state.settings.policy.officer_tries, since).await?;
    if many.is_empty() {
        return Ok(());
    }
    let many: BTreeSet<_> = many.iter().map(String::as_str).collect();
    let mut rng = state.random.generator()?;
    for officer in store::officers::list(&state.db).await? {
        let guessed_at = many.contains(Subject::Address(&officer.email).hash(state).as_str());
        if !guessed_at || !officer.active || officer.password_hash.is_none() {
            continue;
        }
        let tx = store::connect::begin(&state.db).await?;
        if store::officers::note_tries(&tx, &officer.id, since, now).await? {
            let detail = json!({ "officer": officer.id.as_str() });
            record_of_officer(&tx, now, Actor::System, "officer-passwords-wrong", Some(detail)).await?;
            let goes_on = officer.tries_noted_at.is_some_and(|noted| noted > since - WINDOW);
            if !goes_on {
                tell::news(&tx, state, &mut rng, &officer, OfficerNews::PasswordsWrong).await?;
            }
        }
        tx.commit().await?;
        state.live.message_waits();
    }
    Ok(())
}
