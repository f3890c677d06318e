//! What the buttons do: each endpoint reads its form, calls one flow, and answers with the page that is now due.

use super::pages::{page_now, show};
use crate::{
    flows::{Fault, home as flows},
    http::{
        employee::{
            log_in_cookies,
            press::{Press, lead_to},
        },
        problem,
    },
    state::AppState,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::post,
};
use contract::{
    Endpoint,
    endpoints::{AskForKey, EndSession, ReportLostPhone, SaveNotifications, StayLoggedIn},
    home::{HOME, HOME_KEY, HOME_LOST_PHONE, HOME_NEW_KEY, HOME_NOTIFICATIONS, HOME_SESSIONS},
};

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router
        .route(StayLoggedIn::PATH, post(stay))
        .route(AskForKey::PATH, post(ask_for_key).get(show))
        .route(ReportLostPhone::PATH, post(report_lost_phone).get(show))
        .route(EndSession::PATH, post(end_session).get(show))
        .route(SaveNotifications::PATH, post(save_notifications).get(show))
}

async fn stay(State(state): State<AppState>, press: Press<<StayLoggedIn as Endpoint>::Request>) -> Response {
    let stayed = flows::stay::stay(&state, &log_in_cookies::read(&state.settings, &press.headers)).await;
    answer(&state, &press.headers, stayed, page_of(&press.headers)).await
}

/// The page that the button was on: it is on each of them.
fn page_of(headers: &HeaderMap) -> &'static str {
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = referrer.split(['?', '#']).next().unwrap_or_default();
    [HOME_NEW_KEY, HOME_LOST_PHONE, HOME_KEY, HOME_SESSIONS, HOME_NOTIFICATIONS]
        .into_iter()
        .find(|page| path.ends_with(page))
        .unwrap_or(HOME)
}

async fn ask_for_key(State(state): State<AppState>, press: Press<<AskForKey as Endpoint>::Request>) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    let asked = flows::ask_for_key::ask_for_key(&state, &cookies, &press.form.reason).await;
    answer(&state, &press.headers, asked, HOME_NEW_KEY).await
}

async fn report_lost_phone(
    State(state): State<AppState>,
    press: Press<<ReportLostPhone as Endpoint>::Request>,
) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    let reported = flows::report_lost_phone::report_lost_phone(&state, &cookies).await;
    answer(&state, &press.headers, reported, HOME_LOST_PHONE).await
}

async fn end_session(State(state): State<AppState>, press: Press<<EndSession as Endpoint>::Request>) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    let ended = flows::end_session::end_session(&state, &cookies, &press.form.id).await;
    answer(&state, &press.headers, ended, HOME_SESSIONS).await
}

async fn save_notifications(
    State(state): State<AppState>,
    press: Press<<SaveNotifications as Endpoint>::Request>,
) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    let by_text = match press.form.log_in.as_str() {
        "email" => false,
        "email-and-text" => true,
        _ => return problem::bad_form(&state.settings, &press.headers, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let saved = flows::choose_notices::choose_notices(&state, &cookies, by_text).await;
    answer(&state, &press.headers, saved, HOME_NOTIFICATIONS).await
}

async fn answer(state: &AppState, headers: &HeaderMap, done: Result<(), Fault>, at: &str) -> Response {
    let page = match done {
        Ok(()) => page_now(state, headers, at).await,
        Err(fault) => Err(fault),
    };
    match page {
        Ok(page) => lead_to(page, headers),
        Err(fault) => problem::fault(&state.settings, headers, &fault),
    }
}
