//! Logging in: the page, its buttons, and the way back from a wallet on the same device.

mod actions;
mod browser_name;
pub(super) mod page;
mod returned;

pub(in crate::http) use browser_name::browser_name;

use crate::state::AppState;
use axum::Router;

/// Page and buttons.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    actions::routes(page::routes(router))
}

/// The way back from a wallet: read only, and its address holds a secret.
pub(super) fn link_routes(router: Router<AppState>) -> Router<AppState> {
    returned::routes(router)
}
