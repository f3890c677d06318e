//! What the buttons do: each endpoint reads its form, calls one flow, and answers with the page that is now due: `303`
//! to a form that the browser sent, JSON to the hydrated page.

use super::{
    cookies,
    pages::{page_now, see_other},
    press::{Press, lead_to, wants_json},
};
use crate::{
    flows::{self, Fault, open_session::Opened},
    http::problem,
    state::AppState,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
    routing::post,
};
use contract::{
    Endpoint,
    endpoints::{CheckAdded, Continue, EnterCode, EnterCodeForm, NotInApp, RenewOffer, SendCode},
    page,
};
use domain::SecretToken;

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router
        .route(Continue::PATH, post(continue_))
        .route(SendCode::PATH, post(send_code).get(super::pages::show))
        .route(EnterCode::PATH, post(enter_code).get(super::pages::show))
        .route(RenewOffer::PATH, post(renew_offer))
        .route(CheckAdded::PATH, post(check_added))
        .route(NotInApp::PATH, post(not_in_app))
}

async fn continue_(State(state): State<AppState>, press: Press<<Continue as Endpoint>::Request>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let opened = flows::open_session::open_session(&state, &cookies).await;
    let new = match opened {
        Ok(Opened::New(secret)) => Changed { flow: Some(secret), forget_link: true },
        Ok(Opened::Unchanged) => Changed::default(),
        Err(fault) => return problem::fault(&state.settings, &press.headers, &fault),
    };
    let cookieless = cookies.link.is_none() && cookies.flow.is_none();
    if cookieless && !wants_json(&press.headers) {
        return see_other("/key?from=link");
    }
    answer(&state, press.headers, Ok(new), page::SEND_CODE).await
}

async fn send_code(State(state): State<AppState>, press: Press<<SendCode as Endpoint>::Request>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let sent = flows::send_code::send_code(&state, &cookies, press.form.after).await;
    answer(&state, press.headers, sent.map(|()| Changed::default()), page::SEND_CODE).await
}

async fn enter_code(State(state): State<AppState>, press: Press<EnterCodeForm>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let verified = flows::enter_code::enter_code(&state, &cookies, &press.form.code).await;
    let changed = verified.map(|flow| Changed { forget_link: flow.is_some(), flow });
    answer(&state, press.headers, changed, page::ENTER_CODE).await
}

async fn renew_offer(State(state): State<AppState>, press: Press<<RenewOffer as Endpoint>::Request>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let renewed = flows::offer::renew(&state, &cookies, press.form.by).await;
    answer(&state, press.headers, renewed.map(|()| Changed::default()), page::ADD).await
}

async fn check_added(State(state): State<AppState>, press: Press<<CheckAdded as Endpoint>::Request>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let checked = flows::check_added::check_added(&state, &cookies).await;
    answer(&state, press.headers, checked.map(|()| Changed::default()), page::ADD).await
}

async fn not_in_app(State(state): State<AppState>, press: Press<<NotInApp as Endpoint>::Request>) -> Response {
    let cookies = cookies::read(&state.settings, &press.headers);
    let offered = flows::offer::not_in_app(&state, &cookies).await;
    answer(&state, press.headers, offered.map(|()| Changed::default()), page::ADD).await
}

/// What changes in the browser.
#[derive(Default)]
struct Changed {
    flow: Option<SecretToken>,
    forget_link: bool,
}

/// Answers with the page that is due, `at` being the one that a success leads to.
async fn answer(state: &AppState, mut headers: HeaderMap, changed: Result<Changed, Fault>, at: &str) -> Response {
    let changed = match changed {
        Ok(changed) => changed,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let set = set_cookies(state, &changed);
    if let Some(secret) = &changed.flow {
        // The page that is due is that of the session as it is now.
        let cookie = format!("{}={}", state.settings.flow_cookie(), secret.reveal());
        headers.insert(header::COOKIE, HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static("")));
    }
    let page = match page_now(state, &headers, at).await {
        Ok(page) => page,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let mut response = lead_to(page, &headers);
    for cookie in set {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn set_cookies(state: &AppState, changed: &Changed) -> Vec<HeaderValue> {
    let flow = changed.flow.as_ref().map(|secret| cookies::flow(&state.settings, secret));
    let link = changed.forget_link.then(|| cookies::no_link(&state.settings));
    flow.into_iter().chain(link).collect()
}
