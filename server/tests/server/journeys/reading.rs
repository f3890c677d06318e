//! A GET moves nothing that anyone could notice, however often and by whomever.

use crate::support::{Browser, TestApp, Wallet, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::Duration;
use tower::ServiceExt;

const PAGES: [&str; 30] = [
    "/key",
    "/key?from=link",
    "/key/send-code",
    "/key/enter-code",
    "/key/new-code",
    "/key/add",
    "/key/add?show=button",
    "/key/add?show=qr&refresh=10",
    "/key/added",
    "/key/page?at=/key",
    "/key/page?at=/key/enter-code",
    "/key/page?at=/key/add",
    "/login",
    "/login?show=qr&refresh=10",
    "/key/page?at=/login",
    "/key/continue",
    "/key/add/renew",
    "/key/nowhere",
    "/help",
    "/help/phone-number",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/contact",
    "/.well-known/openid-credential-issuer",
    "/.well-known/oauth-authorization-server",
    "/openid4vci/jwks.json",
    "/openid4vci/types/access-key",
    "/openid4vci/token",
    "/readyz",
];

/// Reads everything twenty times with the cookies of `browser`, as a scanner, a preview or a prefetch would.
async fn read_everything(app: &TestApp, browser: &Browser, link: &str) {
    app.wait(Duration::seconds(1));
    app.unmoved(async {
        for _ in 0..20 {
            for path in PAGES.into_iter().chain([link]) {
                let answer = browser.clone().get(path).await;
                assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
                for method in [Method::HEAD, Method::OPTIONS] {
                    let request =
                        browser.request(method, path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
                    assert!(!browser.clone().send(request).await.status.is_server_error(), "{path}");
                }
            }
            // A stream has no end: it is opened and left.
            let request = browser.request(Method::GET, "/key/events").body(Body::empty()).unwrap();
            drop(app.router.clone().oneshot(request).await.unwrap());
        }
    })
    .await;
}

// LINK-3
on_every_database! {
    async fn by_someone_without_cookies(app: TestApp) {
        let sam = app.person("Sam", "361").await;
        let link = app.invite(&sam).await;
        app.outbox().await;
        read_everything(&app, &app.browser(), &link).await;
        app.added_by(&sam, &link).await;
    }

    async fn before_continue(app: TestApp) {
        let sam = app.person("Sam", "362").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_link(&link).await;
        read_everything(&app, &browser, &link).await;
        assert_eq!(browser.press("/key/continue", &[]).await.heading(), "We will text you a security code");
    }

    async fn before_the_code_is_sent(app: TestApp) {
        let sam = app.person("Sam", "363").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        read_everything(&app, &browser, &link).await;
        assert_eq!(app.texts(&sam).await, 0);
        assert_eq!(browser.press("/key/send-code", &[("after", "0")]).await.heading(), "Check your phone");
    }

    async fn before_the_code_is_entered(app: TestApp) {
        let sam = app.person("Sam", "364").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.guess(&mut browser, &sam, 1).await;
        read_everything(&app, &browser, &link).await;
        assert_eq!(app.texts(&sam).await, 1);
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    async fn before_the_qr_code_is_scanned(app: TestApp) {
        let sam = app.person("Sam", "365").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        // Late enough for the open page to renew the offer: reading does not.
        app.wait(Duration::seconds(270));
        read_everything(&app, &browser, &link).await;
        Wallet::new(&app).collect(&browser.offer_link().await).await;
    }

    async fn after_the_key_was_added(app: TestApp) {
        let sam = app.person("Sam", "366").await;
        let link = app.invite(&sam).await;
        let (mut browser, ..) = app.added_by(&sam, &link).await;
        read_everything(&app, &browser, &link).await;
        assert_eq!(browser.open("/key/added").await.heading(), "Access key added");
    }
}
