//! `POST /logout` and the page that it leads to.

use super::pages::say;
use crate::{
    flows::{home::log_out, signed_in::find},
    http::{
        employee::{
            log_in_cookies,
            pages::see_other,
            press::{Press, lead_to},
        },
        problem,
    },
    state::AppState,
};
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::post};
use contract::{
    Endpoint, Page,
    endpoints::LogOut,
    home::{HOME, LogInState},
};

/// Its routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(LogOut::PATH, post(press).get(show))
}

async fn press(State(state): State<AppState>, press: Press<<LogOut as Endpoint>::Request>) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    if let Err(fault) = log_out::log_out(&state, &cookies).await {
        return problem::fault(&state.settings, &press.headers, &fault);
    }
    let response = lead_to(Page::Leave { to: LogOut::PATH.to_owned() }, &press.headers);
    log_in_cookies::logged_out(&state.settings, response)
}

/// The page says that nobody is logged in, so it is for whoever is not.
async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match find(&state, &log_in_cookies::read(&state.settings, &headers)).await {
        Ok(None) => say(&state, &LogInState::LoggedOut),
        Ok(Some(_)) => see_other(HOME),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
