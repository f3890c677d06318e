//! `GET` and `POST /oidc/userinfo`: who is logged in (OpenID Connect Core 1.0, section 5.3).

use crate::{flows::oidc::user_info::user_info, http::problem, state::AppState};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// Its path.
pub const PATH: &str = "/oidc/userinfo";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(show))
}

async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let Some(token) = bearer(&headers) else { return challenge("Bearer") };
    match user_info(&state, token).await {
        Ok(Some(claims)) => Json(claims).into_response(),
        Ok(None) => challenge("Bearer error=\"invalid_token\""),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The access token ([RFC 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1)). In the header
/// only: what stands in an address or a form ends in logs.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(only), None) = (values.next(), values.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// [RFC 6750, section 3](https://www.rfc-editor.org/rfc/rfc6750.html#section-3).
fn challenge(text: &'static str) -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, HeaderValue::from_static(text))]).into_response()
}
