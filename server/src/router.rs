//! Which request goes where: one function per audience, each with what holds for it.

use crate::{
    http::{self, layers, problem},
    state::AppState,
};
use axum::{Router, middleware::from_fn_with_state};
use tower_http::{CompressionLevel, compression::CompressionLayer};

/// How pages are compressed: a fifth smaller than the fastest way, in hardly more time.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// Everything that is served.
pub fn build(state: &AppState) -> Router {
    // Leptos renders on tokio. A second start is refused, and means that the first has done its work.
    let _ = any_spawner::Executor::init_tokio();
    let shield = layers::flood::Shield::new(state);
    let guarded = employee(state)
        .merge(console(state))
        .merge(links(state))
        .merge(events())
        .merge(wallet(state))
        .merge(portals(state))
        .layer(from_fn_with_state(shield, layers::flood::check));
    let mut router = guarded.merge(operator()).merge(assets());
    if state.settings.is_preview() {
        router = router.merge(preview(state));
    }
    layers::around(router.fallback(problem::not_found), state).with_state(state.clone())
}

/// Employees and their browsers: pages and what their buttons do. Cookies count here, so requests must come from our own
/// pages.
fn employee(state: &AppState) -> Router<AppState> {
    let routes = http::pages::routes().merge(http::employee::routes()).merge(http::oidc::button_routes());
    layers::csrf::protect(routes, state)
        .layer(from_fn_with_state(state.clone(), layers::timeout::limit))
        .layer(CompressionLayer::new().quality(COMPRESSION))
}

/// HR officers. Their cookie counts here, so requests must come from our own pages.
fn console(state: &AppState) -> Router<AppState> {
    layers::csrf::protect(http::console::routes(state), state)
        .layer(from_fn_with_state(state.clone(), layers::timeout::limit))
        .layer(CompressionLayer::new().quality(COMPRESSION))
}

/// Links in emails. They are only read, so they need no guard against other sites: a path that is a secret goes through no
/// layer that it need not.
fn links(state: &AppState) -> Router<AppState> {
    http::employee::link_routes()
        .merge(http::console::link_routes())
        .layer(from_fn_with_state(state.clone(), layers::timeout::limit))
}

/// Streams of events for open pages: no time limit, no compression.
fn events() -> Router<AppState> {
    http::employee::event_routes()
}

/// Wallets. No cookie counts here.
fn wallet(state: &AppState) -> Router<AppState> {
    http::wallet::routes().layer(from_fn_with_state(state.clone(), layers::timeout::limit))
}

/// Portals, and browsers that they send here. What a cookie counts for here moves nothing but a code for a registered
/// address; the one button is among the employee's.
fn portals(state: &AppState) -> Router<AppState> {
    http::oidc::routes().layer(from_fn_with_state(state.clone(), layers::timeout::limit))
}

/// Whoever runs the service.
fn operator() -> Router<AppState> {
    http::operator::routes()
}

/// Messages that would have left; in preview only.
fn preview(state: &AppState) -> Router<AppState> {
    http::preview::routes(state).layer(from_fn_with_state(state.clone(), layers::timeout::limit))
}

/// Files inside the binary.
fn assets() -> Router<AppState> {
    http::assets::routes()
}
