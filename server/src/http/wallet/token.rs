//! `POST /openid4vci/token`: the token endpoint (OpenID4VCI 1.0, section 6).

use super::{access::presented, described, refusal};
use crate::{flows::redeem::redeem, http::problem, state::AppState};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use oid4vc::vci::token::TokenErrorCode;

/// Its path.
pub const PATH: &str = "/openid4vci/token";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, post(token))
}

async fn token(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(form) = form(&headers, &body) else {
        let body = described(TokenErrorCode::InvalidRequest, "the request must be application/x-www-form-urlencoded");
        return refusal(StatusCode::BAD_REQUEST, body);
    };
    let url = state.settings.url(PATH);
    match redeem(&state, &form, &presented(&headers, "POST", &url)).await {
        Ok(token) => Json(token).into_response(),
        Err(error) => match error.body() {
            Some(body) => refusal(StatusCode::BAD_REQUEST, body),
            None => problem::fault(&state.settings, &headers, &error),
        },
    }
}

/// The form's fields in order, doubles included.
fn form(headers: &HeaderMap, body: &[u8]) -> Option<Vec<(String, String)>> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let media_type = content_type.split(';').next()?.trim();
    let ours = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    ours.then(|| url::form_urlencoded::parse(body).into_owned().collect())
}
