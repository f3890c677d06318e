//! `GET` and `POST /hr/log-in`: email address and password.

use super::{Onward, with_then};
use crate::{
    flows::officers::{
        log_in::{self, Answer, Browser},
        on_duty::{self, AtDesk},
    },
    http::{
        console::{access::onward, cookie, desk, entered::Entered},
        employee::{browser_name, see_other},
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    officers::{self as pages, LogIn},
    single_sign_on,
};
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::get,
};
use serde::Deserialize;

const PATH: &str = "/hr/log-in";

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    email: String,
    password: Entered,
    #[serde(default)]
    then: String,
}

async fn show(State(state): State<AppState>, Query(query): Query<Onward>, headers: HeaderMap) -> Response {
    match on_duty::look(&state, cookie::read(&state.settings, &headers).as_ref()).await {
        Ok(AtDesk::On(_)) => see_other(onward(query.then.as_deref())),
        Ok(AtDesk::Out) => {
            let then = query.then.unwrap_or_default();
            open(&state, StatusCode::OK, LogIn { then, ..LogIn::default() })
        }
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn press(State(state): State<AppState>, headers: HeaderMap, Filled(typed): Filled<Typed>) -> Response {
    let Typed { email, password, then } = typed;
    let here = cookie::read(&state.settings, &headers);
    let mark = cookie::mark(&state.settings, &headers);
    let browser = Browser { cookie: here.as_ref(), mark, name: &browser_name(&headers) };
    let wait = match log_in::log_in(&state, browser, &email, &password).await {
        Ok(Answer::GoOn(secret)) => {
            let mut response = see_other(&with_then("/hr/log-in/code", Some(&then)));
            response.headers_mut().append(header::SET_COOKIE, cookie::set(&state.settings, &secret));
            return response;
        }
        Ok(Answer::Wrong) => None,
        Ok(Answer::Off) => return see_other(&with_then(PATH, Some(&then))),
        Ok(Answer::Wait(until)) => Some(until.clock_time(state.clock.now(), &state.zone)),
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    open(&state, StatusCode::UNPROCESSABLE_ENTITY, LogIn { email, then, tried: true, wait, sign_on: None })
}

/// The page, with the single sign-on if there is one; with that alone if nobody logs in with a password.
fn open(state: &AppState, status: StatusCode, page: LogIn) -> Response {
    desk::open_page(state, status, |site| match &state.settings.officers.sso {
        Some(sso) if !sso.passwords => single_sign_on::log_in(site, &sso.name, &page.then),
        sso => pages::log_in(site, LogIn { sign_on: sso.as_ref().map(|sso| sso.name.clone()), ..page }),
    })
}
