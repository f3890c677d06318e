//! The employee's journey: the emailed link, the pages, the buttons, and the open page's events.

mod actions;
pub mod cookies;
mod events;
mod home;
mod link;
mod log_in;
pub mod log_in_cookies;
mod pages;
mod press;
mod report;

pub(super) use log_in::browser_name;
pub(super) use pages::see_other;

use crate::state::AppState;
use axum::Router;
use contract::page;

/// Pages and buttons.
pub fn routes() -> Router<AppState> {
    // The two paths that are both a page and a form's target stand with the buttons.
    let pages = [page::START, page::NEW_CODE, page::ADD, page::ADDED];
    let router =
        pages.into_iter().fold(Router::new(), |router, path| router.route(path, axum::routing::get(pages::show)));
    log_in::routes(report::routes(home::routes(actions::routes(pages::routes(router)))))
}

/// Links in emails.
pub fn link_routes() -> Router<AppState> {
    log_in::link_routes(report::link_routes(link::routes(Router::new())))
}

/// Event streams of open pages.
pub fn event_routes() -> Router<AppState> {
    events::routes()
}
