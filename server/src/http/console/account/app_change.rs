//! `/hr/account/authenticator`: another authenticator app.

use crate::{
    flows::{
        Fault,
        officers::{
            account::{self, Changed, NotChanged},
            on_duty::OnDuty,
        },
    },
    http::{
        console::{On, desk, entered::Entered, set_up::code_problem},
        employee::see_other,
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Notice,
    officers::{self as pages, NewApp},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::CodeFormat;
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/account/authenticator", get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    code: Entered,
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    page(&state, &on, StatusCode::OK, None).unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

async fn press(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(typed): Filled<Typed>,
) -> Response {
    let wrong = match account::change_app(&state, &on, &typed.code).await {
        Ok(Changed::Done(())) => return desk::done(&state, &headers, &on, "/hr/account", Notice::AppChanged).await,
        Ok(Changed::Refused(NotChanged::Code(wrong))) => wrong,
        Ok(Changed::Over | Changed::Refused(_)) => return see_other("/hr/log-in"),
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    page(&state, &on, StatusCode::UNPROCESSABLE_ENTITY, Some(code_problem(wrong)))
        .unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

fn page(
    state: &AppState,
    on: &OnDuty,
    status: StatusCode,
    wrong: Option<Option<CodeFormat>>,
) -> Result<Response, Fault> {
    let shown = account::new_app(state, on)?;
    let app = NewApp { uri: shown.uri, typed: shown.typed };
    Ok(desk::page(state, on, None, status, |site| pages::change_app(site, &app, wrong)))
}
