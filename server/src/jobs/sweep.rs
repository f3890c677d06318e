//! Forgets what is past: spent nonces, counted tries, and what ended long ago. Keys and the audit trail stay.

use crate::state::AppState;
use domain::{Channel, Duration, Policy};
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
/// Anybody can make such rows. A log in is over after an hour without a press, and tries count for an hour.
const ATTEMPTS: Duration = Duration::hours(2);

/// How long officers' sessions are kept: they say when somebody logged in last.
const OFFICER_SESSIONS: Duration = Duration::days(180);

/// What was not sent so long after it was written is held up.
pub(crate) const HELD_UP: Duration = Duration::minutes(5);

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

/// One round. A step that fails does not keep the others from theirs.
///
/// # Errors
/// The first, when the database does not answer.
pub async fn once(state: &AppState) -> Result<(), DbErr> {
    let (db, policy, now) = (&state.db, &state.settings.policy, state.clock.now());
    let mut round = Ok(());
    let mut done = |step: Result<u64, DbErr>| {
        if let (Err(error), Ok(())) = (step, &round) {
            round = Err(error);
        }
    };
    let late = store::outbox::expire(db, now).await;
    if let Ok(messages @ 1..) = late {
        tracing::warn!(messages, "messages were not sent in time and are given up");
    }
    done(late);
    done(tell_of_backlog(state).await);
    done(store::spent::forget(db, now).await);
    done(store::outbox::forget(db, now - ENDED).await);
    done(store::send_counts::forget(db, now).await);
    done(store::codes::forget(db, now - ENDED).await);
    done(store::offers::forget(db, now - ENDED).await);
    done(store::sessions::forget(db, now - ENDED).await);
    done(store::employees::forget_tries(db, now - TRIES).await);
    done(store::officer_tries::forget(db, now - ATTEMPTS).await);
    done(store::import_drafts::forget(db, now).await);
    done(store::officer_links::forget(db, now - ENDED).await);
    done(store::recovery_codes::forget(db, now - ENDED).await);
    done(store::officer_sessions::forget(db, now - OFFICER_SESSIONS).await);
    // What came of logging in. Rows that point at others go first.
    done(store::presentation_requests::forget_keys(db, now).await);
    done(store::log_ins::forget(db, now - ATTEMPTS).await);
    done(store::report_links::forget_tries(db, now - ATTEMPTS).await);
    done(store::report_links::forget(db, now - ENDED).await);
    done(store::log_out_notices::forget(db, now - ENDED).await);
    done(store::oidc::forget(db, now - ENDED).await);
    done(store::log_in_sessions::forget(db, now - ENDED, Policy::span(policy.log_in_seconds)).await);
    done(store::known_browsers::forget(db, now - Policy::span(policy.known_browser_seconds)).await);
    round
}

/// How much is held up, for whoever watches the log: single messages say nothing of it.
async fn tell_of_backlog(state: &AppState) -> Result<u64, DbErr> {
    let now = state.clock.now();
    let mut all = 0;
    for channel in [Channel::Sms, Channel::Email] {
        if let Some(backlog) = store::dead_letters::backlog(&state.db, channel, now - HELD_UP).await? {
            let (waiting, oldest_minutes) = (backlog.count, backlog.since.until(now).as_minutes());
            tracing::error!(?channel, waiting, oldest_minutes, "messages wait to be sent for more than five minutes");
            all += backlog.count;
        }
    }
    Ok(all)
}
