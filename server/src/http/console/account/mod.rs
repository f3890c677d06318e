//! `/hr/account`: who the officer is, where they are logged in, and how they log in.

mod app_change;
mod codes;
mod password;

use super::{On, desk};
use crate::{
    flows::officers::account,
    http::{form::Filled, problem},
    state::AppState,
};
use app::pages::console::{
    Notice,
    officers::{self as pages, Account, SessionLine},
};
use axum::{
    Router,
    extract::State,
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;

const PATH: &str = "/hr/account";

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = router.route(PATH, get(show)).route("/hr/account/sessions", post(end_session));
    codes::routes(app_change::routes(password::routes(router)))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    let shown = match account::shown(&state, &on).await {
        Ok(shown) => shown,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let time = |at: domain::Timestamp| at.clock_time(state.clock.now(), &state.zone);
    let sessions = shown.sessions.into_iter().map(|session| SessionLine {
        this: session.id == on.session.id,
        id: session.id.to_string(),
        browser: session.browser,
        began: time(session.logged_in_at.unwrap_or(session.created_at)),
        used: time(session.seen_at),
    });
    let sessions = sessions.collect();
    desk::page_at(&state, &on, None, PATH, |site| {
        let officer = &on.officer;
        let account = Account {
            name: officer.name.clone(),
            email: officer.email.clone(),
            role: pages::role_name(site, officer.role),
            sessions,
            codes_left: (state.settings.officers.passwords() && officer.password_hash.is_some())
                .then_some(shown.codes_left),
        };
        pages::account(site, account)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndSession {
    id: String,
}

async fn end_session(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(form): Filled<EndSession>,
) -> Response {
    match account::end_session(&state, &on, &form.id).await {
        Ok(()) => desk::done(&state, &headers, &on, PATH, Notice::SessionEnded).await,
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
