//! What the buttons do: each endpoint reads its form, calls one flow, and answers with the page that is now due: `303`
//! to a form that the browser sent, JSON to the hydrated page.

use super::{
    cookies,
    pages::{page_now, see_other},
};
use crate::{
    flows::{self, Fault, open_session::Opened, visit::Cookies},
    http::problem,
    state::AppState,
};
use axum::{
    Form, Json, Router,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::post,
};
use contract::{
    Endpoint, Page,
    endpoints::{CheckAdded, Continue, EnterCode, EnterCodeForm, NotInApp, RenewOffer, SendCode},
    page,
};
use domain::SecretToken;
use serde::de::DeserializeOwned;

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

/// A browser that pressed a button.
struct Press<F> {
    cookies: Cookies,
    headers: HeaderMap,
    form: F,
}

/// Forms are `application/x-www-form-urlencoded` and nothing else.
impl<F: DeserializeOwned> FromRequest<AppState> for Press<F> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let form = Form::<F>::from_request(request, state).await;
        let Form(form) = form.map_err(|rejection| problem::bad_form(&state.settings, &headers, rejection.status()))?;
        Ok(Self { cookies: cookies::read(&state.settings, &headers), headers, form })
    }
}

async fn continue_(State(state): State<AppState>, press: Press<<Continue as Endpoint>::Request>) -> Response {
    let opened = flows::open_session::open_session(&state, &press.cookies).await;
    let new = match opened {
        Ok(Opened::New(secret)) => Changed { flow: Some(secret), forget_link: true },
        Ok(Opened::Unchanged) => Changed::default(),
        Err(fault) => return problem::fault(&state.settings, &press.headers, &fault),
    };
    let cookieless = press.cookies.link.is_none() && press.cookies.flow.is_none();
    if cookieless && !wants_json(&press.headers) {
        return see_other("/key?from=link");
    }
    answer(&state, press.headers, Ok(new), page::SEND_CODE).await
}

async fn send_code(State(state): State<AppState>, press: Press<<SendCode as Endpoint>::Request>) -> Response {
    let sent = flows::send_code::send_code(&state, &press.cookies, press.form.after).await;
    answer(&state, press.headers, sent.map(|()| Changed::default()), page::SEND_CODE).await
}

async fn enter_code(State(state): State<AppState>, press: Press<EnterCodeForm>) -> Response {
    let verified = flows::enter_code::enter_code(&state, &press.cookies, &press.form.code).await;
    let changed = verified.map(|flow| Changed { forget_link: flow.is_some(), flow });
    answer(&state, press.headers, changed, page::ENTER_CODE).await
}

async fn renew_offer(State(state): State<AppState>, press: Press<<RenewOffer as Endpoint>::Request>) -> Response {
    let renewed = flows::offer::renew(&state, &press.cookies, press.form.by).await;
    answer(&state, press.headers, renewed.map(|()| Changed::default()), page::ADD).await
}

async fn check_added(State(state): State<AppState>, press: Press<<CheckAdded as Endpoint>::Request>) -> Response {
    let checked = flows::check_added::check_added(&state, &press.cookies).await;
    answer(&state, press.headers, checked.map(|()| Changed::default()), page::ADD).await
}

async fn not_in_app(State(state): State<AppState>, press: Press<<NotInApp as Endpoint>::Request>) -> Response {
    let offered = flows::offer::not_in_app(&state, &press.cookies).await;
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
    let mut response = if wants_json(&headers) { Json::<Page>(page).into_response() } else { see_other(page.path()) };
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

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json")
}
