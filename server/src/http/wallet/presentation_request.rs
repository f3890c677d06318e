//! `GET` and `POST /openid4vp/requests/{request}`: the signed request for a presentation (OpenID4VP 1.0, section 5.10).
//! Posted, it repeats the wallet's nonce. Never a redirect.

use super::{described, form, refusal};
use crate::{
    flows::log_in::{
        REQUEST_PATH,
        request_object::{Read, read},
    },
    http::problem,
    state::AppState,
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use oid4vc::vp::request_uri::RequestUriPost;

/// Media type of a request object ([RFC 9101, section 4](https://www.rfc-editor.org/rfc/rfc9101.html#section-4)).
const KIND: HeaderValue = HeaderValue::from_static("application/oauth-authz-req+jwt");

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(&format!("{REQUEST_PATH}{{request}}"), get(by_get).post(by_post))
}

async fn by_get(State(state): State<AppState>, Path(request): Path<String>, headers: HeaderMap) -> Response {
    object(&state, &headers, &request, None).await
}

async fn by_post(
    State(state): State<AppState>,
    Path(request): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // A wallet that has nothing to say may leave the form away altogether.
    let pairs = if body.is_empty() { Some(Vec::new()) } else { form(&headers, &body) };
    let Some(pairs) = pairs else {
        let body = described("invalid_request", "the request must be application/x-www-form-urlencoded");
        return refusal(StatusCode::BAD_REQUEST, body);
    };
    match RequestUriPost::parse(&pairs) {
        Ok(posted) => object(&state, &headers, &request, posted.wallet_nonce.as_deref()).await,
        Err(error) => refusal(StatusCode::BAD_REQUEST, described("invalid_request", &error.to_string())),
    }
}

async fn object(state: &AppState, headers: &HeaderMap, request: &str, wallet_nonce: Option<&str>) -> Response {
    match read(state, request, wallet_nonce).await {
        Ok(Read::Object(object)) => ([(header::CONTENT_TYPE, KIND)], object).into_response(),
        Ok(Read::Over) => refusal(StatusCode::GONE, described("invalid_request_uri", "this request is over")),
        Ok(Read::Unknown) => {
            refusal(StatusCode::NOT_FOUND, described("invalid_request_uri", "there is no such request"))
        }
        Err(fault) => problem::fault(&state.settings, headers, &fault),
    }
}
