//! The page like a phone's: look at an offer or a request, add or share, see what is held. Looking redeems and shares
//! nothing.

mod present;

use axum::Router;
use axum::extract::{Form, Path, Query, RawQuery, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use serde::Deserialize;
use url::Url;

use crate::address::is_this_computer;
use crate::html;
use crate::http::Http;
use crate::receive::{Found, ReceiveError};
use crate::request::Link;
use crate::status::state;
use crate::store::Store;

/// What the page's handlers share.
#[derive(Clone)]
pub struct Phone {
    http: Http,
    store: Store,
    return_to: Option<String>,
    policy: HeaderValue,
}

impl Phone {
    /// A page over `store`; `return_to` is where its last page leads back to.
    pub fn new(http: Http, store: Store, return_to: Option<String>) -> Self {
        Self { http, store, return_to, policy: html::content_security_policy(None) }
    }

    fn back(&self) -> Option<&str> {
        self.return_to.as_deref()
    }
}

/// The routes.
pub fn router(phone: Phone) -> Router {
    Router::new()
        .route("/", get(look))
        .route("/add", post(add))
        .route("/decline", post(decline))
        .route("/added/{id}", get(added))
        .route("/share", post(present::share))
        .route("/cancel", post(present::cancel))
        .layer(middleware::from_fn_with_state(phone.clone(), guard))
        .with_state(phone)
}

#[derive(Deserialize)]
struct Look {
    offer: Option<String>,
    request: Option<String>,
    link: Option<String>,
}

/// With a link: what is offered, or who asks for what; the link itself says which. Without: the keys held. A whole
/// link's own query will do as well.
async fn look(State(phone): State<Phone>, Query(look): Query<Look>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let link = match look.offer.or(look.request).or(look.link) {
        Some(link) => link,
        None if query.contains("credential_offer") => format!("openid-credential-offer://?{query}"),
        None if query.contains("request_uri=") => format!("openid4vp://?{query}"),
        None => return held(&phone).await,
    };
    if Link::is_one(&link) {
        return present::asked(&phone, &link).await;
    }
    match Found::fetch(&phone.http, &link).await {
        Ok(found) => shown(StatusCode::OK, html::offer(&found, &link)),
        Err(error) => problem(&error, None, &phone),
    }
}

async fn held(phone: &Phone) -> Response {
    match phone.store.list() {
        Err(error) => problem(&error.into(), None, phone),
        Ok(keys) => {
            let mut states = Vec::new();
            for key in &keys {
                states.push(state(&phone.http, key, crate::now()).await);
            }
            shown(StatusCode::OK, html::held(&keys, &states))
        }
    }
}

#[derive(Deserialize)]
struct Add {
    offer: String,
    tx_code: Option<String>,
}

async fn add(State(phone): State<Phone>, Form(form): Form<Add>) -> Response {
    let tx_code = form.tx_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let held = match Found::fetch(&phone.http, &form.offer).await {
        Ok(found) => found.redeem(&phone.http, &phone.store, tx_code, crate::now(), &mut crate::random()).await,
        Err(error) => Err(error),
    };
    match held {
        Ok(held) => Redirect::to(&format!("/added/{}", held.id)).into_response(),
        Err(error) => problem(&error, Some(&form.offer), &phone),
    }
}

async fn added(State(phone): State<Phone>, Path(id): Path<String>) -> Response {
    let keys = match phone.store.list() {
        Ok(keys) => keys,
        Err(error) => return problem(&error.into(), None, &phone),
    };
    match keys.iter().find(|key| key.id == id) {
        Some(key) => shown(StatusCode::OK, html::added(key, phone.back())),
        None => Redirect::to("/").into_response(),
    }
}

/// An offer that is not redeemed needs no word to the issuer: it ends by itself.
async fn decline(State(phone): State<Phone>) -> Response {
    shown(StatusCode::OK, html::declined(phone.back()))
}

fn problem(error: &ReceiveError, offer: Option<&str>, phone: &Phone) -> Response {
    shown(StatusCode::UNPROCESSABLE_ENTITY, html::problem(&error.to_string(), offer, phone.back()))
}

fn shown(status: StatusCode, page: Markup) -> Response {
    (status, Html(page.into_string())).into_response()
}

/// Answers only this computer's own names, takes forms only from its own pages, and sets the headers of every page.
async fn guard(State(phone): State<Phone>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let mut response = if !is_for_us(headers) || !(request.method().is_safe() || is_from_us(headers)) {
        (StatusCode::FORBIDDEN, "This came from another website, so nothing was done.").into_response()
    } else {
        next.run(request).await
    };
    // A page that asks for consent has a policy of its own.
    response.headers_mut().entry(CONTENT_SECURITY_POLICY).or_insert(phone.policy);
    let fixed: [(HeaderName, HeaderValue); 3] = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        // Not "no-referrer": with that, browsers send the forms of our own pages with an Origin of "null".
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    response.headers_mut().extend(fixed);
    response
}

/// A foreign name that was pointed at this computer must not reach the wallet.
fn is_for_us(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.and_then(|host| Url::parse(&format!("http://{host}/")).ok()).is_some_and(|url| is_this_computer(&url))
}

/// Whether a form comes from our own page: by `Sec-Fetch-Site`, or by `Origin` in a browser without it.
fn is_from_us(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(&HeaderName::from_static("sec-fetch-site")), text(&ORIGIN), text(&HOST)) {
        (Some(site), _, _) => site == "same-origin",
        (None, Some(origin), Some(host)) => origin == format!("http://{host}"),
        _ => false,
    }
}
