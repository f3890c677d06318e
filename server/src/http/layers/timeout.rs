//! Nobody waits for ever. Event streams are outside this layer.

use crate::{http::problem::Problem, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::time::Duration;

/// Longest time to an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Ends requests that take too long with "unavailable".
pub async fn limit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::Unavailable.response(&state.settings, &headers),
    }
}
