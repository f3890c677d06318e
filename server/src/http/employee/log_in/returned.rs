//! `GET /login/return`: where a wallet sends the browser of the same device (OpenID4VP 1.0, section 8.2). Moves nothing:
//! the code goes into a cookie and leaves the address bar, and the page there finishes the log in.

use crate::{
    flows::log_in::RETURN_PATH,
    http::employee::{log_in_cookies::LogInCookie, pages::see_other},
    state::AppState,
};
use axum::{
    Router,
    extract::{Query, State},
    http::header,
    response::Response,
    routing::get,
};
use contract::log_in::LOG_IN;
use domain::SecretToken;
use serde::Deserialize;

/// Its route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(RETURN_PATH, get(returned))
}

/// What the wallet's address carries.
#[derive(Default, Deserialize)]
struct ReturnQuery {
    /// What our answer gave the wallet.
    response_code: Option<String>,
}

async fn returned(State(state): State<AppState>, Query(query): Query<ReturnQuery>) -> Response {
    let Some(code) = query.response_code.and_then(|code| code.parse::<SecretToken>().ok()) else {
        return see_other(LOG_IN);
    };
    // With a mark by which a browser that refused the cookie is told so.
    let mut response = see_other(&format!("{LOG_IN}?from=wallet"));
    response.headers_mut().append(header::SET_COOKIE, LogInCookie::Returned.set(&state.settings, &code));
    response
}
