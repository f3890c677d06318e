//! `GET` and `POST /oidc/authorize`: the authorization endpoint (OpenID Connect Core 1.0, section 3.1.2).
//!
//! The one GET that makes something: an authorization code. It goes to a registered address only, works for a minute, for
//! the portal that has the secret and the verifier, and makes nothing that a person would notice.

use super::{form, nowhere, resume, see_other};
use crate::{
    flows::{
        Fault,
        oidc::{
            Parameters,
            authorize::{Next, authorize},
            request::Untrusted,
        },
    },
    http::{employee::log_in_cookies, problem},
    state::AppState,
};
use axum::{
    Router,
    body::Bytes,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use contract::log_in::LOG_IN;

/// Its path.
pub const PATH: &str = "/oidc/authorize";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(ask).post(ask_by_form))
}

async fn ask(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(parameters) = Parameters::parse(query.unwrap_or_default().as_bytes()) else {
        return nowhere(&state, Untrusted::Malformed);
    };
    let cookies = log_in_cookies::read(&state.settings, &headers);
    answer(&state, &headers, authorize(&state, &cookies, &parameters).await, see_other)
}

/// With a form of another site browsers send no cookie of ours; with the GET that follows they do.
async fn ask_by_form(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    match form(&headers, &body) {
        Some(parameters) => see_other(&format!("{PATH}?{}", parameters.to_query())),
        None => nowhere(&state, Untrusted::Malformed),
    }
}

/// Leads the browser on; `back` is how it goes to a portal.
pub(super) fn answer(
    state: &AppState,
    headers: &HeaderMap,
    next: Result<Next, Fault>,
    back: impl FnOnce(&str) -> Response,
) -> Response {
    match next {
        Ok(Next::Back(answer)) => match answer.address(state.settings.credential_issuer()) {
            Some(address) => back(&address),
            None => problem::fault(&state.settings, headers, &Fault::Setting("oidc.clients")),
        },
        // A note is base64url and a dot.
        Ok(Next::LogIn(note)) => see_other(&format!("{LOG_IN}?{}={note}", resume::NOTE)),
        Ok(Next::Nowhere(why)) => nowhere(state, why),
        Err(fault) => problem::fault(&state.settings, headers, &fault),
    }
}
