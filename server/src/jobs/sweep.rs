//! Forgets what is past: spent nonces, counted tries, and what ended long ago. Keys and the audit trail stay.

use crate::state::AppState;
use domain::{Duration, Policy, Timestamp};
use store::DbErr;
use tokio::sync::watch;

/// Pause between two rounds.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(60);
/// How long sessions, codes, offers that nobody redeemed, links of reports and messages are kept after their end: long
/// enough to answer "what happened to me?".
const ENDED: Duration = Duration::days(30);
/// How long tries at security codes are kept; they count for 24 hours.
const TRIES: Duration = Duration::days(2);
/// How long browsers that asked to log in, with their requests to wallets, and tries to report a lost phone are kept.
const ATTEMPTS: Duration = Duration::days(1);

/// Sweeps until `stop`.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = once(&state).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old rows could not be deleted");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// One round.
///
/// # Errors
/// When the database does not answer.
pub async fn once(state: &AppState) -> Result<(), DbErr> {
    let now = state.clock.now();
    let late = store::outbox::expire(&state.db, now).await?;
    if late > 0 {
        tracing::warn!(messages = late, "messages were not sent in time and are given up");
    }
    store::spent::forget(&state.db, now).await?;
    store::outbox::forget(&state.db, now - ENDED).await?;
    store::codes::forget(&state.db, now - ENDED).await?;
    store::offers::forget(&state.db, now - ENDED).await?;
    store::sessions::forget(&state.db, now - ENDED).await?;
    store::employees::forget_tries(&state.db, now - TRIES).await?;
    log_ins(state, now).await
}

/// What came of logging in. Rows that point at others go first.
async fn log_ins(state: &AppState, now: Timestamp) -> Result<(), DbErr> {
    let (db, policy) = (&state.db, &state.settings.policy);
    store::presentation_requests::forget_keys(db, now).await?;
    store::log_ins::forget(db, now - ATTEMPTS).await?;
    store::report_links::forget_tries(db, now - ATTEMPTS).await?;
    store::report_links::forget(db, now - ENDED).await?;
    store::log_out_notices::forget(db, now - ENDED).await?;
    store::oidc::forget(db, now - ENDED).await?;
    store::log_in_sessions::forget(db, now - ENDED, Policy::span(policy.log_in_seconds)).await?;
    store::known_browsers::forget(db, now - Policy::span(policy.known_browser_seconds)).await?;
    Ok(())
}
