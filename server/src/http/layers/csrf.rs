//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request was made in `Sec-Fetch-Site`
//! ([Fetch Metadata](https://www.w3.org/TR/fetch-metadata/)), older ones in `Origin`. tower-http judges both; it lets
//! pass what has neither, because that is no browser. A cookie route has no business with anything else, so here that is
//! refused too.

use crate::{http::problem::Problem, state::AppState};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// Protects every route of `router`.
pub fn protect(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    let own = state.settings.server.public_url.origin();
    // The public URL is an origin, which is all that is asked of it; without it the layer is only stricter.
    let layer = CsrfLayer::new().add_trusted_origin(own).unwrap_or_default();
    router
        .layer(layer.with_rejection_response(refused as fn(ProtectionError) -> Response))
        .layer(from_fn_with_state(state.clone(), check))
}

/// A marker for [`check`], which makes the answer.
fn refused(_: ProtectionError) -> Response {
    Problem::CrossSite.status().into_response()
}

async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    if !request.method().is_safe() && !says_where_it_was_made(&headers, state.settings.server.public_url.origin()) {
        return Problem::CrossSite.response(&state.settings, &headers);
    }
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        return Problem::CrossSite.response(&state.settings, &headers);
    }
    response
}

/// Whether a request names where it was made, in a way that can be judged. `Origin: null` (a sandboxed frame, a file, a
/// redirect from elsewhere) counts only when the browser vouches that it is our own page all the same. Where `Origin`
/// alone speaks it has to be ours to the letter: tower-http compares hosts and not schemes.
fn says_where_it_was_made(headers: &HeaderMap, own: &str) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes()).filter(|value| !value.is_empty());
    let origin = headers.get(header::ORIGIN).map(|value| value.as_bytes()).filter(|value| !value.is_empty());
    match (site, origin) {
        (None, origin) => origin == Some(own.as_bytes()),
        (Some(site), Some(b"null")) => site == b"same-origin",
        (Some(_), _) => true,
    }
}
