//! `GET /hr/sso`, `/hr/sso/confirm` and `/hr/sso/return`: to the organisation's single sign-on, and back.
//!
//! The way back is a GET because OpenID Connect has it so, and it logs somebody in: in the browser that asked, which has
//! proved it by a cookie, with a code that the provider takes once.

use super::{On, access::onward, cookie, desk, log_in::Onward};
use crate::{
    config::SingleSignOn,
    flows::{
        officers::single_sign_on::{self as flow, Answer, Begun, Finished, NotIn, RETURN_PATH},
        oidc::Parameters,
    },
    http::{
        employee::{browser_name, cookies, see_other},
        layers::request_id,
        problem::{self, Problem},
    },
    state::AppState,
};
use app::pages::console::single_sign_on as pages;
use axum::{
    Router,
    extract::{Query, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};

/// Longest address that is carried through the provider.
const LONGEST: usize = 1024;

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(pages::LOG_IN, get(log_in)).route(pages::CONFIRM, get(confirm)).route(RETURN_PATH, get(returned))
}

async fn log_in(State(state): State<AppState>, Query(query): Query<Onward>, headers: HeaderMap) -> Response {
    let Some(sso) = &state.settings.officers.sso else { return none(&state, &headers) };
    let here = cookie::read(&state.settings, &headers);
    let begun = flow::begin(&state, sso, here.as_ref(), next(&query)).await;
    to_provider(&state, sso, &headers, begun)
}

async fn confirm(
    State(state): State<AppState>,
    On(on): On,
    Query(query): Query<Onward>,
    headers: HeaderMap,
) -> Response {
    let Some(sso) = &state.settings.officers.sso else { return none(&state, &headers) };
    let begun = flow::confirm(&state, sso, &on, next(&query)).await;
    to_provider(&state, sso, &headers, begun)
}

async fn returned(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(sso) = &state.settings.officers.sso else { return none(&state, &headers) };
    let parameters = Parameters::parse(query.unwrap_or_default().as_bytes());
    let answer = parameters.as_ref().and_then(read).unwrap_or_default();
    let attempt = cookies::value(&headers, cookie_name(&state));
    let mut response = match flow::finish(&state, sso, attempt, answer, &browser_name(&headers)).await {
        Ok(Finished::In(secret, then)) => {
            let mut response = lead_on(&state, &then);
            response.headers_mut().append(header::SET_COOKIE, cookie::set(&state.settings, &secret));
            response
        }
        Ok(Finished::Confirmed(then)) => lead_on(&state, &then),
        Err(why) => refuse(&state, sso, &headers, &why),
    };
    // Whatever came of it: one question has one answer.
    response.headers_mut().append(header::SET_COOKIE, carried(&state, "", 0));
    response
}

/// What an address that is read character by character says; `None` where a parameter is there twice.
fn read(parameters: &Parameters) -> Option<Answer<'_>> {
    let get = |name| parameters.get(name).ok();
    let failed = get("error")?.is_some();
    Some(Answer { state: get("state")?, issuer: get("iss")?, code: get("code")?.filter(|_| !failed) })
}

/// The page after.
fn next(query: &Onward) -> &str {
    onward(query.then.as_deref().filter(|then| then.len() <= LONGEST))
}

fn to_provider(state: &AppState, sso: &SingleSignOn, headers: &HeaderMap, begun: Result<Begun, NotIn>) -> Response {
    match begun {
        Ok(Begun { address, attempt }) => {
            let mut response = see_other(&address);
            let seconds = u32::try_from(flow::LIFE.as_seconds()).unwrap_or_default();
            response.headers_mut().append(header::SET_COOKIE, carried(state, &attempt, seconds));
            response
        }
        Err(why) => refuse(state, sso, headers, &why),
    }
}

/// The browser comes from another site, and the officer's cookie is `Strict`: a redirect from here would not carry it. A page
/// of ours that goes on by itself does.
fn lead_on(state: &AppState, then: &str) -> Response {
    let mut response = desk::open_page(state, StatusCode::OK, |site| pages::onward(site, then));
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={then}")) {
        response.headers_mut().insert(header::REFRESH, refresh);
    }
    response
}

fn refuse(state: &AppState, sso: &SingleSignOn, headers: &HeaderMap, why: &NotIn) -> Response {
    let reference = request_id::of(headers);
    match why {
        NotIn::NotAsked => desk::open_page(state, StatusCode::BAD_REQUEST, |site| pages::not_asked(site, &sso.name)),
        NotIn::NotAnOfficer => {
            tracing::info!("somebody who is no officer came from the single sign-on");
            desk::open_page(state, StatusCode::FORBIDDEN, |site| pages::not_an_officer(site, &sso.name))
        }
        NotIn::Refused(refusal) => {
            tracing::warn!(request = reference, cause = %refusal, "a single sign-on was refused");
            desk::open_page(state, StatusCode::FORBIDDEN, |site| pages::refused(site, &sso.name, reference))
        }
        NotIn::Fault(fault) => problem::fault(&state.settings, headers, fault),
    }
}

/// There is no single sign-on here.
fn none(state: &AppState, headers: &HeaderMap) -> Response {
    Problem::NotFound.response(&state.settings, headers)
}

fn cookie_name(state: &AppState) -> &'static str {
    if state.settings.secure_cookies() { "__Host-latchkey-sso" } else { "latchkey-sso" }
}

/// The cookie that carries the question to the provider and back: `Lax`, so that it comes back from another site.
fn carried(state: &AppState, value: &str, seconds: u32) -> HeaderValue {
    cookies::cookie(&state.settings, cookie_name(state), value, seconds)
}
