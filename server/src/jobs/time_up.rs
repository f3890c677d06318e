//! Ends sessions that hold no longer, though nobody ended them: not used for too long, as old as any may be, with an
//! access key that has expired, or of somebody who does not work here any more. Nobody could use them before either; with
//! this they have ended for portals too, which are told.

use crate::{
    flows::{Fault, signed_in},
    state::AppState,
};
use domain::Policy;
use store::log_in_sessions::Past;
use tokio::sync::watch;

/// Pause between two rounds.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(15);
/// Sessions of one kind that are ended in a round.
const BATCH: u64 = 100;

/// Ends what is past until `stop`.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match once(&state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "sessions could not be ended"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// One round; says how many sessions it ended.
///
/// # Errors
/// When the database refuses. What was not ended is ended by the next round.
pub async fn once(state: &AppState) -> Result<usize, Fault> {
    let (now, policy, mut rng) = (state.clock.now(), &state.settings.policy, state.random.generator()?);
    let (idle, longest) = (Policy::span(policy.log_in_idle_seconds), Policy::span(policy.log_in_seconds));
    let mut ended = 0;
    for past in [Past::Time { seen: now - idle, begun: now - longest }, Past::Key { now }] {
        for session in store::log_in_sessions::past(&state.db, past, BATCH).await? {
            let tx = store::connect::begin(&state.db).await?;
            if signed_in::end_past(&tx, &mut rng, &session, past, now).await? {
                tx.commit().await?;
                ended += 1;
            } else {
                tx.rollback().await?;
            }
        }
    }
    Ok(ended)
}
