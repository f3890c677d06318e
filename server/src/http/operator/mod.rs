//! For whoever runs the service: is it alive, can it serve?

mod livez;
mod readyz;

use crate::state::AppState;
use axum::{Router, routing::get};

/// Says that the process runs.
pub const LIVEZ: &str = "/livez";
/// Says whether it can serve.
pub const READYZ: &str = "/readyz";

/// Their routes.
pub fn routes() -> Router<AppState> {
    Router::new().route(LIVEZ, get(livez::handler)).route(READYZ, get(readyz::handler))
}
