//! Tells officers, and the audit trail, that wrong passwords are entered for their address.

use crate::{
    flows::officers::guessed_at::{self, PAUSE},
    state::AppState,
};
use tokio::sync::watch;

/// Looks until `stop`.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    let pause = std::time::Duration::from_secs(u64::try_from(PAUSE.as_seconds()).unwrap_or(60));
    while !*stop.borrow() {
        if let Err(error) = guessed_at::look(&state).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "officers could not be told of wrong passwords");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}
