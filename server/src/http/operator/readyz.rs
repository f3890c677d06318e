//! `GET /readyz`: requests can be served. Settings, keys and the state of the tables were checked at start; the database
//! is asked each time.

use crate::state::AppState;
use axum::{extract::State, http::StatusCode};
use std::time::Duration;

/// How long the database may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// 200, or 503 while the database does not answer or the server is going away.
pub async fn handler(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if *state.live.closing().borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match tokio::time::timeout(PATIENCE, state.db.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
