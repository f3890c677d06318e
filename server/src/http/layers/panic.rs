//! A mistake of ours costs one request, not the service.

use super::request_id;
use crate::{http::problem::Problem, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;

/// Answers with the problem page when a handler panics. What it panicked with may hold what somebody typed, so that is
/// neither on the page nor in the log.
pub async fn catch(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    // State is in the database, where an unfinished transaction is undone; what memory holds may be lost at any time.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!(request = request_id::of(&headers), "a request handler panicked");
            Problem::Broken.response(&state.settings, &headers)
        }
    }
}
