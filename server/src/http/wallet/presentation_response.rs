//! `POST /openid4vp/response`: a wallet's answer to a request for a presentation (OpenID4VP 1.0, section 8.2).

use super::{described, form, refusal};
use crate::{
    flows::log_in::{
        RESPONSE_PATH,
        answer::{AnswerErrorCode, answer},
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

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(RESPONSE_PATH, post(response))
}

async fn response(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(form) = form(&headers, &body) else {
        let why = "the answer must be application/x-www-form-urlencoded";
        return refusal(StatusCode::BAD_REQUEST, described(AnswerErrorCode::InvalidRequest, why));
    };
    match answer(&state, &form).await {
        Ok(taken) => Json(taken).into_response(),
        Err(error) => match error.code() {
            Some(code) => {
                let status = match code {
                    AnswerErrorCode::InvalidRequest | AnswerErrorCode::AccessDenied => StatusCode::BAD_REQUEST,
                    AnswerErrorCode::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
                };
                refusal(status, described(code, &error.to_string()))
            }
            None => problem::fault(&state.settings, &headers, &error),
        },
    }
}
