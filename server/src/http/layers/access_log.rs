//! A line in the log for each request: which route, how it ended, how long it took. Not the path, which may hold the
//! token of a link, no query, no address and no name.

use super::request_id;
use crate::state::AppState;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

/// Logs the request once it is answered.
pub async fn log(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let id = request_id::of(request.headers()).to_owned();
    let begun = state.clock.now();
    let response = next.run(request).await;
    tracing::info!(
        method = method.as_str(),
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        millis = begun.until(state.clock.now()).as_millis(),
        request = id,
        "request"
    );
    response
}
