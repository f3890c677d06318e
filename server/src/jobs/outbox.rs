//! Sends what is in the outbox.
//!
//! A message is claimed for a while (a lease) before it is sent and acknowledged after: when this process dies in
//! between, another sends it again. So a message arrives at least once, and hardly ever twice.

use crate::{config, outbox, random::NoRandomness, state::AppState};
use delivery::{Failure, Message};
use domain::{Channel, Duration, Timestamp};
use rand::RngExt;
use store::{DbErr, outbox as rows, preview::PreviewMessage};
use tokio::sync::watch;

/// Messages claimed at once.
const BATCH: u64 = 20;
/// How long a claim holds.
pub(super) const LEASE: Duration = Duration::seconds(60);
/// Pause between two looks when nobody wakes the job: another process may have written.
pub(super) const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);
/// Pause before the first new attempt; each further one waits twice as long.
const FIRST_RETRY: Duration = Duration::seconds(5);
/// Attempts after which a message is given up.
const ATTEMPTS: i32 = 10;

/// Why the outbox is not worked off.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The database does not answer.
    #[error("the database does not answer")]
    Database(#[from] DbErr),
    /// The operating system gives no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Works off the outbox until `stop`.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match send_waiting(&state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the outbox could not be read"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = state.live.message() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Claims and sends one batch, and says how many messages were in it.
///
/// # Errors
/// When the database does not answer. What was claimed is tried again when its lease ends.
pub async fn send_waiting(state: &AppState) -> Result<usize, OutboxError> {
    let now = state.clock.now();
    let claimed = rows::claim(&state.db, now, now + LEASE, BATCH).await?;
    for row in &claimed {
        send(state, row).await?;
    }
    Ok(claimed.len())
}

async fn send(state: &AppState, row: &rows::Message) -> Result<(), OutboxError> {
    let payload = row.payload.as_deref().unwrap_or_default();
    let Ok(message) = outbox::open(&state.keys, &row.id, &row.key_id, payload) else {
        tracing::error!(message = %row.id, key = row.key_id, "a message in the outbox cannot be decrypted and is given up");
        return Ok(rows::give_up(&state.db, &row.id, "unreadable", state.clock.now()).await?);
    };
    let delivered = deliver(state, row, message).await;
    let now = state.clock.now();
    match delivered {
        Ok(()) => rows::acknowledge(&state.db, &row.id, now).await?,
        Err(Failure::Temporary(class)) if row.attempts + 1 < ATTEMPTS => {
            let due = retry_at(row.attempts, now, &mut state.random.generator()?);
            tracing::warn!(message = %row.id, class, "a message could not be sent and is tried again");
            rows::retry(&state.db, &row.id, &class, due).await?;
        }
        Err(Failure::Temporary(class) | Failure::Permanent(class)) => {
            tracing::error!(message = %row.id, class, "a message could not be sent and is given up");
            rows::give_up(&state.db, &row.id, &class, now).await?;
        }
    }
    Ok(())
}

/// Hands a message over. In preview it is kept where `/preview/outbox` shows it.
async fn deliver(state: &AppState, row: &rows::Message, message: Message) -> Result<(), Failure> {
    match state.settings.delivery {
        config::Delivery::Preview => {
            let kept = as_preview(row, message);
            store::preview::insert(&state.db, kept).await.map_err(|_| Failure::Temporary("database".to_owned()))
        }
    }
}

fn as_preview(row: &rows::Message, message: Message) -> PreviewMessage {
    let (id, created_at) = (row.id.to_string(), row.created_at);
    match message {
        Message::Email(email) => PreviewMessage {
            id,
            channel: Channel::Email,
            to: email.to,
            subject: Some(email.subject),
            text: email.text,
            html: Some(email.html),
            created_at,
        },
        Message::Sms(sms) => PreviewMessage {
            id,
            channel: Channel::Sms,
            to: sms.to,
            subject: None,
            text: sms.text,
            html: None,
            created_at,
        },
    }
}

/// When a message that failed `attempts` times before is tried again: 5 seconds, doubled each time, at most about
/// 10 minutes, and up to half as much again by chance, so that many messages do not come back at once.
pub(super) fn retry_at(attempts: i32, now: Timestamp, rng: &mut impl rand::Rng) -> Timestamp {
    let doublings = u32::try_from(attempts.clamp(0, 7)).unwrap_or_default();
    let pause = FIRST_RETRY.as_millis() << doublings;
    now + Duration::millis(pause + rng.random_range(0..=pause / 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn pauses_grow_up_to_a_limit() {
        let mut rng = Random::seeded(1).generator().unwrap();
        let now = Timestamp::from_millis(0);
        for (attempts, least) in [(0, 5), (1, 10), (3, 40), (7, 640), (9, 640)] {
            let pause = now.until(retry_at(attempts, now, &mut rng));
            assert!((least..=least * 3 / 2).contains(&pause.as_seconds()), "{attempts}: {pause:?}");
        }
    }
}
