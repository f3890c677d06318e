//! Work that nobody waits for. Every server process runs it; rows are claimed, so that two never do the same.

pub mod guessed_at;
pub mod log_out;
pub mod outbox;
pub mod reminders;
pub mod sweep;
pub mod time_up;

use crate::state::AppState;
use tokio::{sync::watch, task::JoinSet};

/// Starts the jobs. They end, each after what it has in hand, once `stop` says so.
#[must_use]
pub fn start(state: &AppState, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(outbox::run(state.clone(), stop.clone()));
    jobs.spawn(time_up::run(state.clone(), stop.clone()));
    jobs.spawn(log_out::run(state.clone(), stop.clone()));
    jobs.spawn(reminders::run(state.clone(), stop.clone()));
    jobs.spawn(guessed_at::run(state.clone(), stop.clone()));
    jobs.spawn(sweep::run(state.clone(), stop.clone()));
    jobs
}
