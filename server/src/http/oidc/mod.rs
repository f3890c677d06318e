//! What portals speak to, and what they send browsers to: OpenID Connect Core 1.0. One endpoint, one file.

mod authorize;
pub mod discovery;
mod log_out;
pub(super) mod resume;
mod token;
mod user_info;

use crate::{
    flows::oidc::{Parameters, request::Untrusted},
    http::document,
    state::AppState,
};
use app::pages::portal::{PortalProblem, onward, refused};
use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// All of them but the button.
pub fn routes() -> Router<AppState> {
    [discovery::routes, authorize::routes, resume::routes, token::routes, user_info::routes, log_out::routes]
        .into_iter()
        .fold(Router::new(), |router, routes| routes(router))
}

/// The button of a log out, which only our own page may press.
pub fn button_routes() -> Router<AppState> {
    log_out::button_routes(Router::new())
}

/// The fields of a form; `None` if it is none, or too long.
fn form(headers: &HeaderMap, body: &[u8]) -> Option<Parameters> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let media_type = content_type.split(';').next()?.trim();
    let ours = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    ours.then(|| Parameters::parse(body)).flatten()
}

/// A page that says why nobody is sent anywhere.
fn nowhere(state: &AppState, why: Untrusted) -> Response {
    let why = match why {
        Untrusted::Unknown => PortalProblem::Unknown,
        Untrusted::Address => PortalProblem::Address,
        Untrusted::Malformed => PortalProblem::Malformed,
        Untrusted::Note => PortalProblem::TooOld,
    };
    document::plain(&state.settings, StatusCode::BAD_REQUEST, |site| refused(site, why))
}

/// Leads to an address: one of a portal's, or of our own with a query.
fn see_other(address: &str) -> Response {
    match HeaderValue::try_from(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        // Addresses are made of ASCII.
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A page from which the browser goes to a portal by itself. Where a form was sent before, a redirect would not do: our
/// pages send forms to no other site, and browsers hold redirects to that
/// ([CSP Level 3, `form-action`](https://www.w3.org/TR/CSP3/#directive-form-action)).
fn lead_on(state: &AppState, portal: &str, address: &str) -> Response {
    let mut response = document::plain(&state.settings, StatusCode::OK, |site| onward(site, portal, address));
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={address}")) {
        response.headers_mut().insert(header::REFRESH, refresh);
    }
    response
}
