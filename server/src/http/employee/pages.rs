//! `GET /key…` and `GET /key/page`: the page that this browser should see now, as a document and as JSON. Reading
//! moves nothing.

use super::{cookies, home, log_in};
use crate::{
    flows::{
        Fault,
        shown::{Asked, Shown, shown},
    },
    http::{document, problem},
    state::AppState,
};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use contract::{
    Endpoint, Page,
    endpoints::{LoadPage, LoadPageQuery},
    home::HOME,
    log_in::LOG_IN,
    page::{self, LinkState, Way},
};
use serde::Deserialize;

/// The JSON endpoint.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(LoadPage::PATH, get(load))
}

/// What a page's address may carry.
#[derive(Debug, Default, Deserialize)]
pub(super) struct PageQuery {
    /// `link`: the browser comes from the link in an email.
    from: Option<String>,
    /// `qr` or `button`: the way that the person chose.
    show: Option<String>,
    /// `10`: the page is to load itself.
    refresh: Option<String>,
}

/// The document at one of the journey's paths. Another path than the one that is due leads there.
pub(super) async fn show(
    State(state): State<AppState>,
    uri: Uri,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Response {
    let cookies = cookies::read(&state.settings, &headers);
    if query.from.is_some() && cookies.link.is_none() {
        return closed(&state, LinkState::CookiesBlocked);
    }
    let asked = Asked {
        path: uri.path().to_owned(),
        way: way(query.show.as_deref(), &headers),
        refresh: query.refresh.as_deref() == Some("10"),
    };
    match shown(&state, &cookies, &asked).await {
        Ok(Shown::Page(page)) if page.path() == asked.path => document::journey(&state.settings, page).await,
        Ok(Shown::Page(page)) => see_other(page.path()),
        Ok(Shown::Closed(_)) if asked.path != page::START => see_other(page::START),
        Ok(Shown::Closed(why)) => closed(&state, why),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn load(State(state): State<AppState>, Query(query): Query<LoadPageQuery>, headers: HeaderMap) -> Response {
    match page_now(&state, &headers, &query.at).await {
        Ok(page) => Json(page).into_response(),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The page that this browser should see now, for answers in JSON. Ends of links are documents of their own.
pub(super) async fn page_now(state: &AppState, headers: &HeaderMap, at: &str) -> Result<Page, Fault> {
    if at.starts_with(HOME) {
        return home::page_now(state, headers, at).await;
    }
    if at == LOG_IN {
        return log_in::page::page_now(state, headers, None, false).await;
    }
    let cookies = cookies::read(&state.settings, headers);
    let asked = Asked { path: at.to_owned(), way: way(None, headers), refresh: false };
    Ok(match shown(state, &cookies, &asked).await? {
        Shown::Page(page) => page,
        Shown::Closed(_) => Page::Leave { to: page::START.to_owned() },
    })
}

/// The answer that leads on after a press without JavaScript, and from a page that is not due.
pub(in crate::http) fn see_other(path: &str) -> Response {
    let location = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static(page::START));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

fn closed(state: &AppState, why: LinkState) -> Response {
    let status = StatusCode::from_u16(app::pages::link_states::status(&why)).unwrap_or(StatusCode::OK);
    document::plain(&state.settings, status, |site| app::pages::link_states::page(site, &why))
}

/// On a phone the green button comes first, unless the person chose otherwise. Browsers say so in `Sec-CH-UA-Mobile`
/// (User-Agent Client Hints), the others in their name.
pub(super) fn way(chosen: Option<&str>, headers: &HeaderMap) -> Way {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (chosen, header("sec-ch-ua-mobile")) {
        (Some("qr"), _) => Way::Qr,
        (Some("button"), _) => Way::Button,
        (_, Some("?1")) => Way::Button,
        (_, Some("?0")) => Way::Qr,
        _ => {
            let agent = header("user-agent").unwrap_or_default();
            if ["Mobi", "Android", "iPhone", "iPad"].iter().any(|mark| agent.contains(mark)) {
                Way::Button
            } else {
                Way::Qr
            }
        }
    }
}
