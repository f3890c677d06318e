//! `/hr/log-in/code` and `/hr/log-in/recovery`: the second factor of somebody who has shown the password.

use super::Onward;
use crate::{
    flows::officers::{
        Mark,
        on_duty::{self, AtDesk, OnDuty},
        second_factor::{self, Answer, Given},
    },
    http::{
        console::{access::onward, cookie, desk, entered::Entered},
        employee::see_other,
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Notice,
    officers::{self as pages, CodeProblem},
};
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::get,
};
use contract::Site;
use domain::{CodeFormat, SecretToken, SecurityCode};
use serde::Deserialize;

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router
        .route("/hr/log-in/code", get(show_code).post(press_code))
        .route("/hr/log-in/recovery", get(show_recovery).post(press_recovery))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    code: Entered,
    #[serde(default)]
    then: String,
}

/// How one of the two pages is drawn.
type Draw = fn(&Site, &str, Option<&CodeProblem>) -> ConsolePage;

async fn show_code(state: State<AppState>, query: Query<Onward>, headers: HeaderMap) -> Response {
    show(state, query, headers, pages::code).await
}

async fn show_recovery(state: State<AppState>, query: Query<Onward>, headers: HeaderMap) -> Response {
    show(state, query, headers, pages::recovery).await
}

async fn show(State(state): State<AppState>, Query(query): Query<Onward>, headers: HeaderMap, draw: Draw) -> Response {
    match second_factor::look(&state, cookie::read(&state.settings, &headers).as_ref()).await {
        Ok(Some(_)) => {
            desk::open_page(&state, StatusCode::OK, |site| draw(site, query.then.as_deref().unwrap_or_default(), None))
        }
        Ok(None) => see_other(&super::with_then("/hr/log-in", query.then.as_deref())),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn press_code(State(state): State<AppState>, headers: HeaderMap, Filled(typed): Filled<Typed>) -> Response {
    let code = match SecurityCode::parse(&typed.code) {
        Ok(code) => code,
        Err(wrong) => return refuse(&state, &typed.then, pages::code, &CodeProblem::Format(wrong)),
    };
    let here = cookie::read(&state.settings, &headers);
    let answer = second_factor::log_in(&state, here.as_ref(), Given::Code(&code)).await;
    match answer {
        Ok(Answer::In(secret, mark)) => enter(&state, see_other(onward(Some(&typed.then))), &secret, &mark),
        Ok(answer) => not_in(&state, &typed.then, pages::code, &answer),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn press_recovery(State(state): State<AppState>, headers: HeaderMap, Filled(typed): Filled<Typed>) -> Response {
    if typed.code.trim().is_empty() {
        return refuse(&state, &typed.then, pages::recovery, &CodeProblem::Format(CodeFormat::Empty));
    }
    let here = cookie::read(&state.settings, &headers);
    match second_factor::log_in(&state, here.as_ref(), Given::Recovery(&typed.code)).await {
        Ok(Answer::In(secret, mark)) => match on_duty::look(&state, Some(&secret)).await {
            Ok(AtDesk::On(on)) => enter(&state, to_account(&state, &headers, &on).await, &secret, &mark),
            Ok(AtDesk::Out) => see_other("/hr/log-in"),
            Err(fault) => problem::fault(&state.settings, &headers, &fault),
        },
        Ok(answer) => not_in(&state, &typed.then, pages::recovery, &answer),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// Whoever needed a recovery code may need another app: the account page says so.
async fn to_account(state: &AppState, headers: &HeaderMap, on: &OnDuty) -> Response {
    desk::done(state, headers, on, "/hr/account", Notice::RecoveryCodeUsed).await
}

/// The officer is in, with both factors: the browser keeps the session, and a mark by which it is known from now on.
fn enter(state: &AppState, mut response: Response, secret: &SecretToken, mark: &Mark) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie::set(&state.settings, secret));
    response.headers_mut().append(header::SET_COOKIE, cookie::set_mark(&state.settings, mark));
    response
}

fn not_in(state: &AppState, then: &str, draw: Draw, answer: &Answer) -> Response {
    match answer {
        Answer::In(..) | Answer::Over => {
            desk::open_page(state, StatusCode::UNPROCESSABLE_ENTITY, pages::closed_session)
        }
        Answer::Wrong => refuse(state, then, draw, &CodeProblem::Wrong),
        Answer::Wait(until) => {
            refuse(state, then, draw, &CodeProblem::Wait(until.clock_time(state.clock.now(), &state.zone)))
        }
    }
}

fn refuse(state: &AppState, then: &str, draw: Draw, problem: &CodeProblem) -> Response {
    desk::open_page(state, StatusCode::UNPROCESSABLE_ENTITY, |site| draw(site, then, Some(problem)))
}
