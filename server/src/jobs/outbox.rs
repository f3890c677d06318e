//! Sends what is in the outbox.
//!
//! A message is claimed for a while (a lease) before it is sent and acknowledged after: when this process dies in
//! between, another sends it again. So a message arrives at least once, and hardly ever twice: what nobody can say of three
//! times is given up. Emails and texts have a lane each, so that slow providers of the one do not hold up the other.

mod hand_over;
mod reserve;

use crate::{outbox, random::NoRandomness, state::AppState};
use delivery::Receipt;
use domain::{Channel, Duration, Timestamp};
use futures_util::future::join_all;
use hand_over::{Outcome, hand_over};
use rand::RngExt;
use store::{DbErr, outbox as rows};
use tokio::{sync::watch, task::JoinSet};

/// Messages of one channel that one process has in hand at most.
const LANE: usize = 8;
/// How long a claim holds: longer than a provider may take, and the database before it.
pub(super) const LEASE: Duration = Duration::seconds(60);
/// Pause between two looks when nobody wakes the job: another process may have written.
pub(super) const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);
/// Pause before the first new attempt; each further one waits twice as long.
const FIRST_RETRY: Duration = Duration::seconds(5);
/// How long after it was written a message that has no end of its own is worth sending, and any message is tried again that
/// is not held up by a fault of our own.
const PATIENCE: Duration = Duration::hours(24);
/// How long before its end a text is not worth sending any more, or half of its life if that is less: the code in it has to
/// arrive and to be typed.
const READING: Duration = Duration::seconds(30);
/// After so many attempts of which nobody knows whether the message went, it is given up: it may have arrived each time.
const UNANSWERED: i32 = 3;
/// Attempts to write down that a message is gone: if that fails it is sent again.
const WRITING: usize = 3;

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

/// Works off the outbox until `stop`, then finishes what it has in hand.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    // Tasks of their own: one that holds the database must go on while this one waits for it.
    let (mut texts, mut emails) = (JoinSet::new(), JoinSet::new());
    while !*stop.borrow() {
        for message in claim_logged(&state, Channel::Sms, LANE.saturating_sub(texts.len())).await {
            texts.spawn(send_logged(state.clone(), message));
        }
        for message in claim_logged(&state, Channel::Email, LANE.saturating_sub(emails.len())).await {
            emails.spawn(send_logged(state.clone(), message));
        }
        tokio::select! {
            _ = stop.changed() => {}
            Some(_) = texts.join_next() => {}
            Some(_) = emails.join_next() => {}
            () = state.live.message() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    while texts.join_next().await.is_some() || emails.join_next().await.is_some() {}
}

async fn claim_logged(state: &AppState, channel: Channel, room: usize) -> Vec<rows::Message> {
    claim(state, channel, room).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "the outbox could not be read");
        Vec::new()
    })
}

async fn send_logged(state: AppState, message: rows::Message) {
    if let Err(error) = send(&state, &message).await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(message = %message.id, error, "what became of a message could not be written down");
    }
}

/// Claims and sends some messages of each channel, and says how many.
///
/// # Errors
/// When the database does not answer. What was claimed is tried again when its lease ends.
pub async fn send_waiting(state: &AppState) -> Result<usize, OutboxError> {
    let mut count = 0;
    for channel in [Channel::Sms, Channel::Email] {
        let claimed = claim(state, channel, LANE).await?;
        count += claimed.len();
        for sent in join_all(claimed.iter().map(|message| send(state, message))).await {
            sent?;
        }
    }
    Ok(count)
}

async fn claim(state: &AppState, channel: Channel, room: usize) -> Result<Vec<rows::Message>, DbErr> {
    let Some(room) = u64::try_from(room).ok().filter(|room| *room > 0) else { return Ok(Vec::new()) };
    let now = state.clock.now();
    rows::claim(&state.db, channel, now, now + LEASE, room).await
}

async fn send(state: &AppState, row: &rows::Message) -> Result<(), OutboxError> {
    let payload = row.payload.as_deref().unwrap_or_default();
    let Ok(message) = outbox::open(&state.keys, &row.id, &row.key_id, payload) else {
        tracing::error!(message = %row.id, key = row.key_id, "a message in the outbox cannot be decrypted and is given up");
        return Ok(rows::give_up(&state.db, &row.id, "unreadable", state.clock.now()).await?);
    };
    let outcome = hand_over(state, row, message).await?;
    let now = state.clock.now();
    match outcome {
        Outcome::Sent(receipt) => acknowledge(state, row, &receipt, now).await?,
        Outcome::Failed(class) => {
            let due = retry_at(row.attempts, now, &mut state.random.generator()?);
            if due < last_moment(row).min(row.created_at + PATIENCE) {
                warn(row, &class);
                rows::retry(&state.db, &row.id, &class, due).await?;
            } else {
                give_up(state, row, &class, now).await?;
            }
        }
        Outcome::Ours(class) => {
            let due = retry_at(row.attempts, now, &mut state.random.generator()?);
            if due < last_moment(row) {
                let (message, channel, kind) = (&row.id, row.channel, row.kind);
                tracing::error!(%message, ?channel, ?kind, class, "nothing can be sent until somebody mends this");
                rows::retry(&state.db, &row.id, &class, due).await?;
            } else {
                give_up(state, row, &class, now).await?;
            }
        }
        Outcome::Unanswered(class) => {
            let due = retry_at(row.attempts, now, &mut state.random.generator()?);
            if row.unanswered + 1 < UNANSWERED && due < last_moment(row).min(row.created_at + PATIENCE) {
                warn(row, &class);
                rows::retry_unanswered(&state.db, &row.id, &class, due).await?;
            } else {
                give_up(state, row, &format!("nobody knows whether it arrived ({class})"), now).await?;
            }
        }
        Outcome::Over(limit) => {
            let by_chance = state.random.generator()?.random_range(0..=FIRST_RETRY.as_millis());
            let due = limit.until + Duration::millis(by_chance);
            if due < last_moment(row) {
                rows::postpone(&state.db, &row.id, limit.reason(), due).await?;
            } else {
                give_up(state, row, limit.reason(), now).await?;
            }
        }
        Outcome::Refused(class) => give_up(state, row, &class, now).await?,
    }
    Ok(())
}

/// Writes down that a message is gone, with more than one try.
async fn acknowledge(state: &AppState, row: &rows::Message, receipt: &Receipt, now: Timestamp) -> Result<(), DbErr> {
    let provider_id = receipt.provider_id.as_deref();
    let mut written = Ok(());
    for _ in 0..WRITING {
        written = rows::acknowledge(&state.db, &row.id, provider_id, now).await;
        if written.is_ok() {
            break;
        }
    }
    written
}

fn warn(row: &rows::Message, class: &str) {
    let (message, channel, kind) = (&row.id, row.channel, row.kind);
    tracing::warn!(%message, ?channel, ?kind, class, "a message could not be sent and is tried again");
}

async fn give_up(state: &AppState, row: &rows::Message, class: &str, now: Timestamp) -> Result<(), DbErr> {
    let (message, channel, kind) = (&row.id, row.channel, row.kind);
    tracing::error!(%message, ?channel, ?kind, class, "a message could not be sent and is given up");
    rows::give_up(&state.db, &row.id, class, now).await
}

/// Until when a message is worth sending.
fn last_moment(row: &rows::Message) -> Timestamp {
    match (row.expires_at, row.channel) {
        (Some(end), Channel::Sms) => {
            let half = Duration::millis(row.created_at.until(end).as_millis() / 2);
            end - Ord::min(READING, half)
        }
        (Some(end), Channel::Email) => end,
        (None, _) => row.created_at + PATIENCE,
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
