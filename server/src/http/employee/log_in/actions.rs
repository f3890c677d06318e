//! What the log in page's buttons do, and the open page by itself: ask a wallet, and collect the log in.

use super::{browser_name::browser_name, page::page_now};
use crate::{
    flows::log_in::{
        begin::{Begun, begin},
        finish::{Finished, LoggedIn, finish},
    },
    http::{
        employee::{
            log_in_cookies::{self, LogInCookie},
            pages::see_other,
            press::{Press, lead_to, wants_json},
        },
        oidc::resume,
        problem,
    },
    state::AppState,
};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::post,
};
use contract::{
    Endpoint, Page,
    endpoints::{BeginLogIn, BeginLogInForm, FinishLogIn, Nothing},
    home::HOME,
    log_in::LOG_IN,
    page::Way,
};

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(BeginLogIn::PATH, post(begin_log_in)).route(FinishLogIn::PATH, post(finish_log_in))
}

async fn begin_log_in(State(state): State<AppState>, press: Press<BeginLogInForm>) -> Response {
    let Press { mut headers, form } = press;
    let cookies = log_in_cookies::read(&state.settings, &headers);
    let begun = match begin(&state, &cookies, &form).await {
        Ok(begun) => begun,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    change_cookies(&state, &mut headers, &begun);
    let way = form.show.map(|way| match way {
        Way::Qr => "qr",
        Way::Button => "button",
    });
    let mut response = if wants_json(&headers) {
        match page_now(&state, &headers, way, false).await {
            Ok(page) => Json(page).into_response(),
            Err(fault) => return problem::fault(&state.settings, &headers, &fault),
        }
    } else {
        let shown = way.map(|way| format!("&show={way}")).unwrap_or_default();
        see_other(&format!("{LOG_IN}?from=button{shown}"))
    };
    let begins = begun.log_in.as_ref().map(|secret| LogInCookie::LogIn.set(&state.settings, secret));
    let forgets = begun.forget_return.then(|| LogInCookie::Returned.forget(&state.settings));
    for cookie in begins.into_iter().chain(forgets) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn finish_log_in(State(state): State<AppState>, press: Press<Nothing>) -> Response {
    let Press { headers, .. } = press;
    let cookies = log_in_cookies::read(&state.settings, &headers);
    match finish(&state, &cookies, &browser_name(&headers)).await {
        Ok(Finished::LoggedIn(logged_in)) => enter(&state, &headers, &logged_in),
        Ok(Finished::NotYet) if !wants_json(&headers) => see_other(&format!("{LOG_IN}?checked=yes")),
        Ok(Finished::NotYet) => match page_now(&state, &headers, None, true).await {
            Ok(page) => Json(page).into_response(),
            Err(fault) => problem::fault(&state.settings, &headers, &fault),
        },
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The way in: to the portal that sent the person, or home.
fn enter(state: &AppState, headers: &HeaderMap, logged_in: &LoggedIn) -> Response {
    let to = match &logged_in.continue_to {
        Some(note) => format!("{}?{}={note}", resume::PATH, resume::NOTE),
        None => HOME.to_owned(),
    };
    let mut response = lead_to(Page::Leave { to }, headers);
    let settings = &state.settings;
    for cookie in [
        LogInCookie::Session.set(settings, &logged_in.session),
        LogInCookie::Browser.set(settings, &logged_in.browser),
        LogInCookie::LogIn.forget(settings),
        LogInCookie::Returned.forget(settings),
    ] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The page that is due is that of the browser as it will be.
fn change_cookies(state: &AppState, headers: &mut HeaderMap, begun: &Begun) {
    let settings = &state.settings;
    let begins =
        begun.log_in.as_ref().map(|secret| format!("{}={}", LogInCookie::LogIn.name(settings), secret.reveal()));
    let forgets = begun.forget_return.then(|| format!("{}=", LogInCookie::Returned.name(settings)));
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    // Of several cookies with one name the first counts.
    let all: Vec<&str> = begins.iter().chain(&forgets).map(String::as_str).chain(sent).collect();
    let all = HeaderValue::try_from(all.join("; ")).unwrap_or(HeaderValue::from_static(""));
    headers.insert(header::COOKIE, all);
}
