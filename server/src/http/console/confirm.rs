//! `/hr/confirm`: the second factor again, before what needs it fresh.

use super::{
    On,
    access::onward,
    desk,
    entered::Entered,
    log_in::{Onward, with_then},
};
use crate::{
    config::SingleSignOn,
    flows::officers::{
        confirm::{self, Answer},
        on_duty::OnDuty,
    },
    http::{employee::see_other, form::Filled, problem},
    state::AppState,
};
use app::pages::console::{
    officers::{self as pages, CodeProblem},
    single_sign_on,
};
use axum::{
    Router,
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

/// The provider, for an officer who came from there: they show the second factor there, too.
fn provider<'a>(state: &'a AppState, on: &OnDuty) -> Option<&'a SingleSignOn> {
    state.settings.officers.sso.as_ref().filter(|_| on.session.way == OfficerWay::SingleSignOn)
}

async fn show(State(state): State<AppState>, On(on): On, Query(query): Query<Onward>) -> Response {
    let then = query.then.unwrap_or_default();
    desk::page(&state, &on, None, StatusCode::OK, |site| match provider(&state, &on) {
        Some(sso) => single_sign_on::confirm(site, &sso.name, &then),
        None => pages::confirm(site, &then, None),
    })
}

async fn press(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(typed): Filled<Typed>,
) -> Response {
    // A code of an app from before does not take the provider's place.
    if provider(&state, &on).is_some() {
        return see_other(&with_then("/hr/confirm", Some(&typed.then)));
    }
    let problem = match SecurityCode::parse(&typed.code) {
        Err(wrong) => CodeProblem::Format(wrong),
        Ok(code) => match confirm::confirm(&state, &on, &code).await {
            Ok(Answer::Fresh) => return see_other(onward(Some(&typed.then))),
            Ok(Answer::Wrong) => CodeProblem::Wrong,
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
