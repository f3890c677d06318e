//! `GET /login`: the log in page, as a document and as JSON. Reading moves nothing; the page asks for requests by POST.

use crate::{
    flows::{
        Fault,
        log_in::shown::{AskedPage, Shown, shown},
        signed_in::LogInCookies,
    },
    http::{
        document,
        employee::{
            home::say,
            log_in_cookies,
            pages::{see_other, way},
        },
        problem,
    },
    state::AppState,
};
use axum::{
    Router,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use contract::{
    Page,
    home::{HOME, LogInState},
    log_in::LOG_IN,
};
use serde::Deserialize;

/// Its route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(LOG_IN, get(show))
}

/// What the page's address may carry.
#[derive(Debug, Default, Deserialize)]
struct PageQuery {
    /// The note of a portal's request.
    #[serde(rename = "for")]
    note: Option<String>,
    /// `wallet` or `button`: this browser was given a cookie on the way here.
    from: Option<String>,
    /// `qr` or `button`: the way that the person chose.
    show: Option<String>,
    /// `I have shared my access key` was pressed.
    checked: Option<String>,
    /// `10`: the page is to load itself.
    refresh: Option<String>,
}

async fn show(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    let cookies = log_in_cookies::read(&state.settings, &headers);
    if query.from.is_some() && is_empty(&cookies) {
        return say(&state, &LogInState::CookiesBlocked);
    }
    let asked = AskedPage {
        note: query.note,
        way: way(query.show.as_deref(), &headers),
        checked: query.checked.is_some(),
        refresh: query.refresh.as_deref() == Some("10"),
    };
    match shown(&state, &cookies, &asked).await {
        Ok(Shown::Page(page)) => document::journey(&state.settings, Page::LogIn(page)).await,
        Ok(Shown::SignedIn) => see_other(HOME),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

fn is_empty(cookies: &LogInCookies) -> bool {
    let LogInCookies { log_in, session, browser, returned } = cookies;
    [log_in, session, browser, returned].into_iter().all(Option::is_none)
}

/// The page that is due, for answers in JSON.
pub(in crate::http::employee) async fn page_now(
    state: &AppState,
    headers: &HeaderMap,
    chosen: Option<&str>,
    checked: bool,
) -> Result<Page, Fault> {
    let cookies = log_in_cookies::read(&state.settings, headers);
    let asked = AskedPage { note: None, way: way(chosen, headers), checked, refresh: false };
    Ok(match shown(state, &cookies, &asked).await? {
        Shown::Page(page) => Page::LogIn(page),
        Shown::SignedIn => Page::Leave { to: HOME.to_owned() },
    })
}
