//! Reports that need no log in: a lost phone, and a log in that was not the person's.

mod confirm;
mod cookie;
mod link;
mod lost_phone;

use crate::state::AppState;
use axum::Router;

/// Pages and buttons.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    confirm::routes(lost_phone::routes(router))
}

/// Links in emails.
pub fn link_routes(router: Router<AppState>) -> Router<AppState> {
    link::routes(router)
}
