//! `GET` and `POST /oidc/logout`, where a portal asks to log out
//! ([RP-Initiated Logout 1.0](https://openid.net/specs/openid-connect-rpinitiated-1_0.html)), and `POST
//! /oidc/logout/confirm`, the button of the page that is shown then.

use super::{form, lead_on, nowhere, see_other};
use crate::{
    flows::{
        home::log_out::log_out,
        oidc::{
            Parameters,
            log_out::{LogOutRequest, is_anybody_in},
            request::Untrusted,
        },
    },
    http::{document, employee::log_in_cookies, problem},
    state::AppState,
};
use axum::{
    Router,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post},
};
use contract::{Endpoint, endpoints::LogOut, log_in::PORTAL_LOG_OUT};

/// Its path.
pub const PATH: &str = "/oidc/logout";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(ask).post(ask_by_form))
}

/// The button's route.
pub fn button_routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PORTAL_LOG_OUT, post(confirm))
}

async fn ask(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let parameters = Parameters::parse(query.unwrap_or_default().as_bytes()).ok_or(Untrusted::Malformed);
    let request = match parameters.and_then(|parameters| LogOutRequest::parse(&state, &parameters)) {
        Ok(request) => request,
        Err(why) => return nowhere(&state, why),
    };
    match is_anybody_in(&state, &log_in_cookies::read(&state.settings, &headers)).await {
        Ok(true) => {
            let portal = request.client(&state).map(|client| client.name.as_str());
            let page = |site: &contract::Site| app::pages::portal::log_out(site, portal, &request.fields());
            document::plain(&state.settings, StatusCode::OK, page)
        }
        Ok(false) => see_other(&request.way_back().unwrap_or_else(|| LogOut::PATH.to_owned())),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// With a form of another site browsers send no cookie of ours; with the GET that follows they do.
async fn ask_by_form(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    match form(&headers, &body) {
        Some(parameters) => see_other(&format!("{PATH}?{}", parameters.to_query())),
        None => nowhere(&state, Untrusted::Malformed),
    }
}

async fn confirm(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(parameters) = form(&headers, &body) else {
        return problem::bad_form(&state.settings, &headers, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    };
    let request = match LogOutRequest::parse(&state, &parameters) {
        Ok(request) => request,
        Err(why) => return nowhere(&state, why),
    };
    if let Err(fault) = log_out(&state, &log_in_cookies::read(&state.settings, &headers)).await {
        return problem::fault(&state.settings, &headers, &fault);
    }
    let response = match (request.way_back(), request.client(&state)) {
        (Some(address), Some(client)) => lead_on(&state, &client.name, &address),
        _ => see_other(LogOut::PATH),
    };
    log_in_cookies::logged_out(&state.settings, response)
}
