//! `GET /openid4vci/offers/{reference}`: a credential offer by reference (OpenID4VCI 1.0, section 4.1.3). May be fetched
//! again until it is redeemed: some wallets read it twice.

use super::refusal;
use crate::{
    flows::offer::{self, REFERENCE_PATH},
    http::problem,
    state::AppState,
};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(&format!("{REFERENCE_PATH}{{reference}}"), get(fetch))
}

async fn fetch(State(state): State<AppState>, Path(reference): Path<String>, headers: HeaderMap) -> Response {
    match offer::fetch(&state, &reference).await {
        Ok(Some(offer)) => {
            ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], offer.to_json()).into_response()
        }
        // The specification names no error here. Unknown, expired and used look alike.
        Ok(None) => refusal(
            StatusCode::NOT_FOUND,
            json!({ "error": "not_found", "error_description": "this credential offer is not open" }),
        ),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
