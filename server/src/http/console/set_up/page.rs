//! `GET` and `POST /hr/set-up`: password, authenticator app and its first code.

use super::{code_problem, cookie, password_problem};
use crate::{
    flows::{
        Fault,
        officers::set_up::{self, Look, Opened, SetUp, WrongCode},
    },
    http::{
        console::{desk, entered::Entered},
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::officers::{self as pages, Closed, NewApp, PasswordProblem, RecoveryCodes, SetUpForm};
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::get,
};
use domain::SecretToken;
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/set-up", get(show).post(press))
}

/// What the page's address may carry.
#[derive(Debug, Default, Deserialize)]
struct PageQuery {
    /// `link`: the browser comes from the link.
    from: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Only there for password managers.
    #[serde(default, rename = "email")]
    _email: String,
    password: Entered,
    code: Entered,
}

fn token(state: &AppState, headers: &HeaderMap) -> Option<SecretToken> {
    cookie::read(&state.settings, headers).and_then(Result::ok)
}

async fn show(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    if query.from.is_some() && cookie::read(&state.settings, &headers).is_none() {
        return desk::open_page(&state, StatusCode::BAD_REQUEST, |site| pages::closed(site, Closed::NoCookie));
    }
    let shown = match set_up::look(&state, token(&state, &headers).as_ref()).await {
        Ok(Look::Open(opened)) => form(&state, StatusCode::OK, &opened, None, None),
        Ok(look) => Ok(closed(&state, &look)),
        Err(fault) => Err(fault),
    };
    shown.unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

async fn press(State(state): State<AppState>, headers: HeaderMap, Filled(typed): Filled<Typed>) -> Response {
    let done = set_up(&state, &headers, &typed).await;
    done.unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

async fn set_up(state: &AppState, headers: &HeaderMap, typed: &Typed) -> Result<Response, Fault> {
    let token = token(state, headers);
    let opened = match set_up::look(state, token.as_ref()).await? {
        Look::Open(opened) => opened,
        look => return Ok(closed(state, &look)),
    };
    Ok(match set_up::set_up(state, &opened, &typed.password, &typed.code).await? {
        SetUp::Done(codes) => {
            let made = RecoveryCodes { codes, first: true };
            let mut response = desk::open_page(state, StatusCode::OK, |site| pages::recovery_codes(site, &made));
            response.headers_mut().append(header::SET_COOKIE, cookie::forget(&state.settings));
            response
        }
        SetUp::Refused { password, code } => {
            form(state, StatusCode::UNPROCESSABLE_ENTITY, &opened, password.map(password_problem), code)?
        }
        SetUp::Closed => closed(state, &set_up::look(state, token.as_ref()).await?),
    })
}

fn form(
    state: &AppState,
    status: StatusCode,
    opened: &Opened,
    password: Option<PasswordProblem>,
    code: Option<WrongCode>,
) -> Result<Response, Fault> {
    let shown = set_up::app(state, opened)?;
    let form = SetUpForm {
        name: opened.officer.name.clone(),
        email: opened.officer.email.clone(),
        app: NewApp { uri: shown.uri, typed: shown.typed },
        password,
        code: code.map(code_problem),
    };
    Ok(desk::open_page(state, status, |site| pages::set_up(site, &form)))
}

fn closed(state: &AppState, look: &Look) -> Response {
    let (status, why) = match look {
        Look::Used => (StatusCode::GONE, Closed::Used),
        // Open again: somebody has just turned the officer's access off, and the link with it.
        Look::Over | Look::Open(_) => (StatusCode::GONE, Closed::Over),
        Look::Unknown => (StatusCode::NOT_FOUND, Closed::Unknown),
    };
    desk::open_page(state, status, |site| pages::closed(site, why))
}
