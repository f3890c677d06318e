//! Documents as answers: the app's views with the security policy that fits them.

use crate::{
    config::Settings,
    http::{assets, layers::csp},
    state::AppState,
};
use app::{
    document,
    pages::{
        Plain,
        console::{ConsolePage, Desk, Notice},
    },
};
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
    response::Response,
};
use contract::Page;
use domain::SecretToken;
use leptos::{
    nonce::use_nonce,
    prelude::{AnyView, Owner, RenderHtml, use_context},
};
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// The one script of the HR console.
const CONSOLE_SCRIPT: &str = "/console.js";

/// A page of the journey, with the bundle. Its scripts and its style carry a nonce that the policy of this answer names. Leptos
/// renders it as a response of its own, with the few lines that hydration starts from.
pub async fn journey(settings: &Arc<Settings>, page: Page) -> Response {
    let settings = settings.clone();
    let render = leptos_axum::render_app_async_with_context(
        || {},
        move || {
            if let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) {
                response.insert_header(header::CONTENT_SECURITY_POLICY, csp::page_policy(&nonce));
            }
            document::app_document(settings.site(), page.clone(), assets())
        },
    );
    render(Request::new(Body::empty())).await
}

/// A page of the HR console.
#[must_use]
pub fn console(
    state: &AppState,
    status: StatusCode,
    site: &contract::Site,
    desk: Option<&Desk>,
    page: impl FnOnce(&contract::Site) -> ConsolePage,
    notice: Option<Notice>,
) -> Response {
    let nonce = match state.random.generator() {
        Ok(mut rng) => SecretToken::new(&mut rng).reveal(),
        // Without a nonce the script does not run, and everything works without it.
        Err(_) => String::new(),
    };
    let sheet = assets::CONSOLE_STYLESHEET.unwrap_or_default();
    let owner = Owner::new();
    let html = owner
        .with(|| document::console_document(site, desk, page(site), notice, sheet, (CONSOLE_SCRIPT, &nonce)).to_html());
    owner.cleanup();
    answer(status, csp::console_policy(&nonce), html)
}

/// A page without a script.
#[must_use]
pub fn plain(settings: &Settings, status: StatusCode, page: impl FnOnce(&contract::Site) -> Plain) -> Response {
    let owner = Owner::new();
    let html = owner.with(|| {
        let site = settings.site();
        let view: AnyView = document::plain_document(&site, page(&site), &assets());
        view.to_html()
    });
    owner.cleanup();
    answer(status, csp::PLAIN_PAGE, html)
}

fn assets() -> document::Assets {
    document::Assets {
        stylesheet: assets::STYLESHEET.unwrap_or_default().to_owned(),
        style: assets::STYLE,
        script: assets::SCRIPT.map(str::to_owned),
        wasm: assets::WASM.map(str::to_owned),
    }
}

fn answer(status: StatusCode, policy: HeaderValue, html: String) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
