//! What holds for every request, whoever it is for.

pub mod access_log;
pub mod csp;
pub mod csrf;
pub mod flood;
pub mod headers;
pub mod host;
pub mod panic;
pub mod request_id;
pub mod timeout;

use crate::state::AppState;
use axum::{Router, middleware::from_fn_with_state};
use tower_http::limit::RequestBodyLimitLayer;

/// Largest body of a request, in bytes: forms and proofs are far smaller.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Puts the layers around every route and around the answer to unknown addresses. The last one here sees a request
/// first.
pub fn around(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), host::check))
        .layer(from_fn_with_state(state.clone(), panic::catch))
        .layer(from_fn_with_state(headers::Headers::of(&state.settings), headers::add))
        .layer(from_fn_with_state(state.clone(), access_log::log))
        .layer(from_fn_with_state(request_id::Counter::new(state), request_id::number))
}

#[cfg(test)]
mod tests;
