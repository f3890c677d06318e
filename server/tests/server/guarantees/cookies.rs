//! The cookies that browsers are given.

use super::at_the_code;
use crate::support::{Answer, Database, TestApp};
use axum::http::header;
use domain::{LinkKind, Purpose};
use std::collections::BTreeSet;

/// Name and value, and the attributes.
fn cookies(answer: &Answer) -> Vec<(String, String, BTreeSet<String>)> {
    let set = answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| {
        let mut parts = cookie.to_str().unwrap().split("; ").map(str::to_owned);
        let pair = parts.next().unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned(), parts.collect())
    });
    set.collect()
}

/// Everything that is set on the way to the verified session.
async fn all(app: &TestApp) -> Vec<(String, String, BTreeSet<String>)> {
    let sam = app.person("Sam", "123").await;
    let mut found = Vec::new();
    let link = format!("/k/{}", "x".repeat(43));
    found.extend(cookies(&app.browser().get(&link).await));
    app.invite_as(&sam, Purpose::First, LinkKind::Download, false).await.unwrap();
    // The path of the link, whatever the scheme.
    let to = app.employee(&sam).await.email;
    let mail = app.outbox().await.into_iter().find(|message| message.to == to).unwrap();
    let token = mail.text.split("/k/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let mut browser = app.browser();
    found.extend(cookies(&browser.get(&format!("/k/{token}")).await));
    found.extend(cookies(&browser.submit("/key/continue", &[]).await));
    found.extend(cookies(&browser.submit("/key/send-code", &[("after", "0")]).await));
    let code = app.code(&sam).await;
    found.extend(cookies(&browser.submit("/key/enter-code", &[("code", &code)]).await));
    found.extend(cookies(&browser.get("/key/add").await));
    found.extend(cookies(&browser.submit("/key/add/check", &[]).await));
    found
}

fn check(found: &[(String, String, BTreeSet<String>)], prefix: &str, secure: bool) {
    let names: BTreeSet<_> = found.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        BTreeSet::from([format!("{prefix}latchkey-flow").as_str(), format!("{prefix}latchkey-link").as_str()])
    );
    let sessions: Vec<_> =
        found.iter().filter(|(name, ..)| name.ends_with("flow")).map(|(_, value, _)| value).collect();
    // `Continue` gives one, the right code another; 256 bits each.
    assert_eq!(sessions.len(), 2);
    assert!(sessions[0] != sessions[1] && sessions.iter().all(|value| value.len() == 43));
    for (name, _, attributes) in found {
        for needed in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(attributes.contains(needed), "{name}: {attributes:?}");
        }
        assert_eq!(attributes.contains("Secure"), secure, "{name}: {attributes:?}");
        assert!(
            !attributes.iter().any(|attribute| attribute.to_ascii_lowercase().starts_with("domain")),
            "{name}: {attributes:?}"
        );
    }
}

// WEB-1, WEB-8
#[tokio::test]
async fn on_https_cookies_belong_to_this_host_alone() {
    let app = TestApp::with(Database::sqlite(), |settings| {
        settings.server.public_url = "https://localhost:3000".parse().unwrap()
    })
    .await;
    check(&all(&app).await, "__Host-", true);
}

// WEB-1: browsers refuse `Secure` and `__Host-` there.
#[tokio::test]
async fn on_http_they_have_plain_names() {
    let app = TestApp::new(Database::sqlite()).await;
    check(&all(&app).await, "", false);
}

// WEB-6: the cookie from before the right code opens nothing afterwards.
#[tokio::test]
async fn the_right_code_makes_the_old_cookie_useless() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let mut browser = at_the_code(&app, &sam).await;
    let mut before = browser.clone();
    let code = app.code(&sam).await;
    browser.submit("/key/enter-code", &[("code", &code)]).await;
    assert_eq!(browser.open("/key/add").await.heading(), "Add your access key to your phone");
    assert_ne!(before.open("/key/add").await.heading(), "Add your access key to your phone");
}
