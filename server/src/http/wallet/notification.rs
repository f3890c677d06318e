//! `POST /openid4vci/notification`: the notification endpoint (OpenID4VCI 1.0, section 11).

use super::{
    access::{presented, refused},
    refusal,
};
use crate::{
    flows::{notify::notify, wallet_access::authenticate},
    http::problem,
    state::AppState,
};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};

/// Its path.
pub const PATH: &str = "/openid4vci/notification";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, post(notification))
}

async fn notification(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let url = state.settings.url(PATH);
    let token = match authenticate(&state, &presented(&headers, "POST", &url)).await {
        Ok(token) => token,
        Err(error) => return refused(&state, &headers, &error),
    };
    match notify(&state, &token, &body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => match error.body() {
            Some(body) => refusal(StatusCode::BAD_REQUEST, body),
            None => problem::fault(&state.settings, &headers, &error),
        },
    }
}
