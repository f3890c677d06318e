//! `POST /openid4vci/credential`: the credential endpoint (OpenID4VCI 1.0, section 8).

use super::{
    access::{presented, refused},
    refusal,
};
use crate::{
    flows::{
        issue::{IssueError, issue},
        wallet_access::{Refused, authenticate},
    },
    http::problem,
    state::AppState,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use oid4vc::vci::access::{AccessErrorCode, TokenType};

/// Its path.
pub const PATH: &str = "/openid4vci/credential";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, post(credential))
}

async fn credential(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let url = state.settings.url(PATH);
    let token = match authenticate(&state, &presented(&headers, "POST", &url)).await {
        Ok(token) => token,
        Err(error) => return refused(&state, &headers, &error),
    };
    let error = match issue(&state, &token, &body).await {
        Ok(credential) => return Json(credential).into_response(),
        Err(error) => error,
    };
    tracing::info!(error = %error, "no credential was given");
    match (error.body(), &error) {
        (Some(body), _) => refusal(StatusCode::BAD_REQUEST, body),
        (None, IssueError::TokenEnded) => {
            let token_type = if token.dpop_thumbprint.is_some() { TokenType::Dpop } else { TokenType::Bearer };
            refused(
                &state,
                &headers,
                &Refused::Error { token_type, code: AccessErrorCode::InvalidToken, why: error.to_string() },
            )
        }
        (None, _) => problem::fault(&state.settings, &headers, &error),
    }
}
