//! What wallets speak to: OpenID for Verifiable Credential Issuance 1.0 and Presentations 1.0, and Token Status List. One endpoint, one file.
//! No cookie counts here. Errors are the specifications' own, as JSON at the top level.

mod access;
mod credential;
pub mod metadata;
mod nonce;
mod notification;
mod offer;
mod presentation_request;
mod presentation_response;
mod status_list;
mod token;

use crate::state::AppState;
use axum::{
    Json, Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use oid4vc::vci::{ErrorBody, ErrorDescription};
use serde::Serialize;

/// All of them.
pub fn routes() -> Router<AppState> {
    [
        metadata::routes,
        offer::routes,
        token::routes,
        nonce::routes,
        credential::routes,
        notification::routes,
        status_list::routes,
        presentation_request::routes,
        presentation_response::routes,
    ]
    .into_iter()
    .fold(Router::new(), |router, routes| routes(router))
}

/// An error body with its status. Everything here is `no-store`, which the layers add.
fn refusal(status: StatusCode, body: impl Serialize) -> Response {
    (status, Json(body)).into_response()
}

/// An error body with a description in our own words.
fn described<Code>(error: Code, description: &str) -> ErrorBody<Code> {
    ErrorBody { error, error_description: Some(ErrorDescription::new(description)) }
}

/// A form's fields in order, doubles included; `None` if it is none.
fn form(headers: &HeaderMap, body: &[u8]) -> Option<Vec<(String, String)>> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let media_type = content_type.split(';').next()?.trim();
    let ours = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    ours.then(|| url::form_urlencoded::parse(body).into_owned().collect())
}

/// A document that anybody may read, from any page.
pub(in crate::http) fn public(
    content_type: &'static str,
    max_age_seconds: u32,
    body: impl Into<axum::body::Body>,
) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let caching = HeaderValue::try_from(format!("public, max-age={max_age_seconds}"));
    headers.insert(header::CACHE_CONTROL, caching.unwrap_or(HeaderValue::from_static("no-store")));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}
