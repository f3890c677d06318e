//! Preview only: the messages that would have left.

mod outbox;
mod outbox_json;
mod password;

use crate::state::AppState;
use axum::{Router, middleware::from_fn_with_state, routing::get};

/// Messages for people.
pub const OUTBOX: &str = "/preview/outbox";
/// Messages for programs.
pub const OUTBOX_JSON: &str = "/preview/outbox.json";

/// Their routes, behind the preview's password if it has one.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(OUTBOX, get(outbox::handler))
        .route(OUTBOX_JSON, get(outbox_json::handler))
        .route_layer(from_fn_with_state(state.clone(), password::ask))
}
