//! `POST /logout` and the page that it leads to.

use super::pages::say;
use crate::{
    flows::{home::log_out, signed_in::find},
    http::{
        employee::{
            log_in_cookies::{self, LogInCookie},
            pages::see_other,
            press::{Press, lead_to},
        },
        problem,
    },
    state::AppState,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
    routing::post,
};
use contract::{
    Endpoint, Page,
    endpoints::LogOut,
    home::{HOME, LogInState},
};

/// What the browser is to forget ([Clear Site Data](https://www.w3.org/TR/clear-site-data/#header)). Not its cookies: one
/// of them is the mark by which it is known at the next log in.
const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));

/// Its routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(LogOut::PATH, post(press).get(show))
}

async fn press(State(state): State<AppState>, press: Press<<LogOut as Endpoint>::Request>) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &press.headers);
    if let Err(fault) = log_out::log_out(&state, &cookies).await {
        return problem::fault(&state.settings, &press.headers, &fault);
    }
    let mut response = lead_to(Page::Leave { to: LogOut::PATH.to_owned() }, &press.headers);
    response.headers_mut().append(header::SET_COOKIE, LogInCookie::Session.forget(&state.settings));
    response.headers_mut().insert(CLEAR.0, CLEAR.1);
    response
}

/// The page says that nobody is logged in, so it is for whoever is not.
async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match find(&state, &log_in_cookies::read(&state.settings, &headers)).await {
        Ok(None) => say(&state, &LogInState::LoggedOut),
        Ok(Some(_)) => see_other(HOME),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
