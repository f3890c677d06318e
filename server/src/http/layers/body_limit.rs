//! How large the body of a request can be: small, but for the one form that takes a file.

use crate::http::console;
use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::Limited;

/// Largest body of a request, in bytes: forms and proofs are far smaller.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Passes a request on whose body ends with an error where it becomes too large.
pub async fn limit(request: Request, next: Next) -> Response {
    let file = request.uri().path() == console::staff::IMPORT;
    let most = if file { console::staff::FILE_LIMIT.saturating_add(BODY_LIMIT) } else { BODY_LIMIT };
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    // Who sends a file that is too large is told so by the page with the form.
    if !file && said.is_some_and(|said: usize| said > most) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let (parts, body) = request.into_parts();
    next.run(Request::from_parts(parts, Body::new(Limited::new(body, most)))).await
}
