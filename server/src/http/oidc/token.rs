//! `POST /oidc/token`: the token endpoint (OpenID Connect Core 1.0, section 3.1.3).

use super::form;
use crate::{
    flows::oidc::exchange::{ExchangeError, exchange},
    http::problem,
    state::AppState,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::json;

/// Its path.
pub const PATH: &str = "/oidc/token";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, post(token))
}

async fn token(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let exchanged = match form(&headers, &body) {
        Some(form) => exchange(&state, authorization, &form).await,
        None => Err(ExchangeError::Request("the request must be application/x-www-form-urlencoded")),
    };
    match exchanged {
        Ok(tokens) => Json(tokens).into_response(),
        Err(error) => refusal(&state, &headers, &error),
    }
}

/// [RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2).
fn refusal(state: &AppState, headers: &HeaderMap, error: &ExchangeError) -> Response {
    let Some(code) = error.code() else { return problem::fault(&state.settings, headers, error) };
    let body = Json(json!({ "error": code, "error_description": error.to_string() }));
    match error {
        ExchangeError::Client(_) => {
            let challenge = (header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oidc\""));
            (StatusCode::UNAUTHORIZED, [challenge], body).into_response()
        }
        _ => (StatusCode::BAD_REQUEST, body).into_response(),
    }
}
