//! Help and statements: pages that are the same for everyone.

use crate::{http::document, state::AppState};
use app::pages::{self, Plain};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    routing::{MethodRouter, get},
};
use contract::{Site, page};

/// Their routes.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(page::HELP, plain(pages::help::page))
        .route(page::HELP_PHONE, plain(pages::help_phone::page))
        .route(page::ACCESSIBILITY, plain(pages::accessibility::page))
        .route(page::PRIVACY, plain(pages::privacy::page))
        .route(page::COOKIES, plain(pages::cookies::page))
        .route(page::CONTACT, plain(pages::contact::page))
}

fn plain(page: fn(&Site) -> Plain) -> MethodRouter<AppState> {
    get(move |State(state): State<AppState>| async move { document::plain(&state.settings, StatusCode::OK, page) })
}
