//! The pages of somebody who is logged in, and what their buttons do.

mod actions;
mod log_out;
mod pages;

use super::pages::see_other;
use crate::state::AppState;
use axum::{Router, routing::get};
use contract::home::{HOME, HOME_KEY};

pub(super) use pages::{page_now, say};

/// Pages and buttons.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    // The paths that are both a page and a form's target stand with the buttons.
    let pages = [HOME, HOME_KEY].into_iter().fold(router, |router, path| router.route(path, get(pages::show)));
    // Who types the address of the service wants to log in, or is.
    let pages = pages.route("/", get(async || see_other(HOME)));
    log_out::routes(actions::routes(pages))
}
