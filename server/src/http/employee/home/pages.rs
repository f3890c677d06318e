//! `GET /home…`: the page that is due to somebody who is logged in. Nobody is: the log in page. Somebody was: a page says
//! why not any more.

use crate::{
    flows::{
        Fault,
        home::shown::home,
        signed_in::{AtHome, look, seen},
    },
    http::{
        document,
        employee::{log_in_cookies, pages::see_other},
        problem,
    },
    state::AppState,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use contract::{
    Page,
    home::{HOME, Home, LogInState},
    log_in::LOG_IN,
};

/// What a browser is shown.
enum Due {
    Page(Box<Home>),
    LogIn,
    Over(LogInState),
}

/// To be here is a sign of a person: the session's idle time begins anew.
async fn due(state: &AppState, headers: &HeaderMap, at: &str) -> Result<Due, Fault> {
    let cookies = log_in_cookies::read(&state.settings, headers);
    Ok(match look(state, &cookies).await? {
        AtHome::In(mut signed_in) => {
            seen(state, &mut signed_in).await?;
            Due::Page(Box::new(home(state, &signed_in, at).await?))
        }
        AtHome::Out => Due::LogIn,
        AtHome::Over(why) => Due::Over(why),
    })
}

/// The document at one of the paths.
pub(super) async fn show(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    match due(&state, &headers, uri.path()).await {
        Ok(Due::Page(home)) => document::journey(&state.settings, Page::Home(home)).await,
        Ok(Due::LogIn) => see_other(LOG_IN),
        Ok(Due::Over(why)) => say(&state, &why),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The page that is due at a path, for answers in JSON.
pub(in crate::http::employee) async fn page_now(
    state: &AppState,
    headers: &HeaderMap,
    at: &str,
) -> Result<Page, Fault> {
    Ok(match due(state, headers, at).await? {
        Due::Page(home) => Page::Home(home),
        Due::LogIn => Page::Leave { to: LOG_IN.to_owned() },
        Due::Over(_) => Page::Leave { to: HOME.to_owned() },
    })
}

/// A page outside the bundle.
pub(in crate::http::employee) fn say(state: &AppState, why: &LogInState) -> Response {
    let status = StatusCode::from_u16(app::pages::log_in_states::status(why)).unwrap_or(StatusCode::OK);
    document::plain(&state.settings, status, |site| app::pages::log_in_states::page(site, why))
}
