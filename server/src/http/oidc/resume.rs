//! `GET /oidc/resume?for=…`: where the log in page sends a browser that came from a portal.

use super::{authorize::answer, lead_on};
use crate::{
    flows::oidc::{authorize::resume, note::portal_name},
    http::employee::log_in_cookies,
    state::AppState,
};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};

/// Its path.
pub const PATH: &str = "/oidc/resume";
/// Name of the parameter that carries the note, here and at the log in page.
pub const NOTE: &str = "for";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(go_on))
}

async fn go_on(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let query = query.unwrap_or_default();
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let note = pairs.find_map(|(name, value)| (name == NOTE).then_some(value)).unwrap_or_default();
    let cookies = log_in_cookies::read(&state.settings, &headers);
    let portal = portal_name(&state, &note).unwrap_or_default();
    let next = resume(&state, &cookies, &note).await;
    answer(&state, &headers, next, |address| lead_on(&state, &portal, address))
}
