//! `/hr/confirm`: the second factor again, before what needs it fresh.

use super::{On, access::onward, desk, entered::Entered, log_in::Onward};
use crate::{
    flows::officers::confirm::{self, Answer},
    http::{employee::see_other, problem},
    state::AppState,
};
use app::pages::console::{
    officers::{self as pages, CodeProblem},
    single_sign_on,
};
use axum::{
    Form, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::{OfficerWay, SecurityCode};
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/confirm", get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    code: Entered,
    #[serde(default)]
    then: String,
}

async fn show(State(state): State<AppState>, On(on): On, Query(query): Query<Onward>) -> Response {
    let then = query.then.unwrap_or_default();
    // Whoever came from the provider shows the second factor there.
    let provider = state.settings.officers.sso.as_ref().filter(|_| on.session.way == OfficerWay::SingleSignOn);
    desk::page(&state, &on, None, StatusCode::OK, |site| match provider {
        Some(sso) => single_sign_on::confirm(site, &sso.name, &then),
        None => pages::confirm(site, &then, None),
    })
}

async fn press(State(state): State<AppState>, On(on): On, headers: HeaderMap, Form(typed): Form<Typed>) -> Response {
    let problem = match SecurityCode::parse(&typed.code) {
        Err(wrong) => CodeProblem::Format(wrong),
        Ok(code) => match confirm::confirm(&state, &on, &code).await {
            Ok(Answer::Fresh) => return see_other(onward(Some(&typed.then))),
            Ok(Answer::Wrong) => CodeProblem::Wrong,
            Ok(Answer::Wait(until)) => CodeProblem::Wait(until.clock_time(state.clock.now(), &state.zone)),
            Ok(Answer::Over) => {
                return desk::open_page(&state, StatusCode::UNPROCESSABLE_ENTITY, pages::closed_session);
            }
            Err(fault) => return problem::fault(&state.settings, &headers, &fault),
        },
    };
    desk::page(&state, &on, None, StatusCode::UNPROCESSABLE_ENTITY, |site| {
        pages::confirm(site, &typed.then, Some(&problem))
    })
}
