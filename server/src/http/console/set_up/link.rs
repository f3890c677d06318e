//! `GET /hr/set-up/{token}`: the link. Moves nothing: the token goes into a cookie and leaves the address bar.

use super::cookie;
use crate::state::AppState;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// Its route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/set-up/{token}", get(open))
}

/// Where it leads: the page, with a mark by which a browser that refused the cookie is told so.
const PAGE: HeaderValue = HeaderValue::from_static("/hr/set-up?from=link");

async fn open(State(state): State<AppState>, Path(token): Path<String>) -> Response {
    let token = token.parse().ok();
    let cookie = cookie::set(&state.settings, token.as_ref());
    (StatusCode::SEE_OTHER, [(header::LOCATION, PAGE), (header::SET_COOKIE, cookie)]).into_response()
}
