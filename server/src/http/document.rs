//! Documents as answers: the app's views with the security policy that fits them.

use crate::{
    config::Settings,
    http::{assets, layers::csp},
};
use app::{document, pages::Plain};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use contract::Page;
use leptos::{
    nonce::{provide_nonce, use_nonce},
    prelude::{AnyView, Owner, RenderHtml},
};

/// A page of the journey, with the bundle. Its scripts carry a nonce that the policy of this answer names.
#[must_use]
pub fn journey(settings: &Settings, page: Page) -> Response {
    let owner = Owner::new();
    let (html, nonce) = owner.with(|| {
        provide_nonce();
        let view = document::app_document(settings.site(), page, assets());
        (view.to_html(), use_nonce())
    });
    owner.cleanup();
    let policy = nonce.map_or(csp::PLAIN_PAGE, |nonce| csp::page_policy(&nonce));
    answer(StatusCode::OK, policy, html)
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
