//! Requests for another host are refused, so that no cache, proxy or browser takes us for somebody else.

use crate::{
    http::{operator, problem::Problem},
    state::AppState,
};
use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::Response,
};

/// Lets requests for the public URL's host pass, and those of whoever watches the process by its address.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let exempt = matches!(request.uri().path(), operator::LIVEZ | operator::READYZ);
    if exempt || host(&request).is_some_and(|host| state.settings.server.public_url.is_host(host)) {
        next.run(request).await
    } else {
        Problem::WrongHost.response(&state.settings, request.headers())
    }
}

/// The host that a request names: in its target, else in its `Host` header
/// ([RFC 9112, section 3.2.2](https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2.2)).
fn host(request: &Request) -> Option<&str> {
    let target = request.uri().authority().map(axum::http::uri::Authority::as_str);
    let mut headers = request.headers().get_all(header::HOST).iter();
    let header = match (headers.next(), headers.next()) {
        (Some(only), None) => only.to_str().ok(),
        _ => None,
    };
    target.or(header)
}
