//! `GET /report` says what will happen, `POST /report/confirm` does it, `GET /report/done` says what has happened.

use super::cookie;
use crate::{
    flows::report::{
        confirm,
        look::{Report, look},
    },
    http::{
        document,
        employee::{pages::see_other, press::Press},
        problem,
    },
    state::AppState,
};
use app::pages;
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post},
};
use contract::{endpoints::Nothing, home::LogInState, log_in::REPORT_CONFIRM};
use domain::SecretToken;
use serde::Deserialize;

const PAGE: &str = "/report";
const DONE: &str = "/report/done";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PAGE, get(show)).route(REPORT_CONFIRM, post(press)).route(DONE, get(done))
}

/// What the page's address may carry.
#[derive(Debug, Default, Deserialize)]
struct PageQuery {
    /// `link`: the browser comes from the link in an email.
    from: Option<String>,
}

fn token(state: &AppState, headers: &HeaderMap) -> Option<SecretToken> {
    cookie::read(&state.settings, headers).and_then(Result::ok)
}

async fn show(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    if query.from.is_some() && cookie::read(&state.settings, &headers).is_none() {
        let why = LogInState::CookiesBlocked;
        return document::plain(&state.settings, StatusCode::BAD_REQUEST, |site| {
            pages::log_in_states::page(site, &why)
        });
    }
    let status = match look(&state, token(&state, &headers).as_ref()).await {
        Ok(Report::Open(link)) => {
            return document::plain(&state.settings, StatusCode::OK, |site| pages::report::confirm(site, link.kind));
        }
        Ok(Report::Made(_) | Report::Expired) => StatusCode::GONE,
        Ok(Report::Unknown) => StatusCode::NOT_FOUND,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    document::plain(&state.settings, status, pages::report::closed)
}

async fn press(State(state): State<AppState>, press: Press<Nothing>) -> Response {
    match confirm::confirm(&state, token(&state, &press.headers).as_ref()).await {
        Ok(()) => see_other(DONE),
        Err(fault) => problem::fault(&state.settings, &press.headers, &fault),
    }
}

async fn done(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match look(&state, token(&state, &headers).as_ref()).await {
        Ok(Report::Made(kind)) => {
            document::plain(&state.settings, StatusCode::OK, |site| pages::report::done(site, kind))
        }
        Ok(Report::Open(_) | Report::Expired | Report::Unknown) => see_other(PAGE),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
