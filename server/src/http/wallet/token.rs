//! `POST /openid4vci/token`: the token endpoint (OpenID4VCI 1.0, section 6).

use super::{
    access::{add_dpop_nonce, presented},
    described, form, refusal,
};
use crate::{flows::redeem::redeem, http::problem, state::AppState};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
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
            Some(body) => {
                let asks_for_nonce = body.error == TokenErrorCode::UseDpopNonce;
                let mut response = refusal(StatusCode::BAD_REQUEST, body);
                if asks_for_nonce {
                    add_dpop_nonce(&state, &mut response);
                }
                response
            }
            None => problem::fault(&state.settings, &headers, &error),
        },
    }
}
