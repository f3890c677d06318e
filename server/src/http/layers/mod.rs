//! What holds for every request, whoever it is for.

pub mod access_log;
pub mod body_limit;
pub mod csp;
pub mod csrf;
pub mod flood;
pub mod headers;
pub mod host;
pub mod panic;
pub mod request_id;
pub mod timeout;

use crate::state::AppState;
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};

/// Puts the layers around every route and around the answer to unknown addresses. The last one here sees a request
/// first.
pub fn around(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .layer(from_fn(body_limit::limit))
        .layer(from_fn_with_state(state.clone(), host::check))
        .layer(from_fn_with_state(state.clone(), panic::catch))
        .layer(from_fn_with_state(headers::Headers::of(&state.settings), headers::add))
        .layer(from_fn_with_state(state.clone(), access_log::log))
        .layer(from_fn_with_state(request_id::Counter::new(state), request_id::number))
}

#[cfg(test)]
mod tests;
