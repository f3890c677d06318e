//! Only our own pages may press our buttons.

use super::at_the_code;
use super::headers::address_of;
use crate::support::{Answer, Browser, Database, TestApp};
use axum::{
    body::Body,
    http::{Method, header},
};

/// Every button of employees, with a form that it would take.
const BUTTONS: [(&str, &str); 17] = [
    ("/key/continue", ""),
    ("/key/send-code", "after=0"),
    ("/key/enter-code", "code=000000"),
    ("/key/add/renew", "by=button"),
    ("/key/add/check", ""),
    ("/key/add/not-in-app", ""),
    ("/login/begin", "by=button"),
    ("/login/finish", ""),
    ("/logout", ""),
    ("/home/stay", ""),
    ("/home/key/new", ""),
    ("/home/key/lost-phone", ""),
    ("/home/sessions", "id=any"),
    ("/home/notifications", "log_in=email"),
    ("/lost-phone", "email=nobody%40example.org"),
    ("/report/confirm", ""),
    ("/oidc/logout/confirm", ""),
];

const FORM: &str = "application/x-www-form-urlencoded";
const OWN: &str = "http://localhost:3000";
const EVIL: &str = "https://evil.example.org";

/// `Sec-Fetch-Site`, `Origin`, and whether the press counts.
const SENDERS: [(Option<&str>, Option<&str>, bool); 22] = [
    (Some("same-origin"), Some(OWN), true),
    (Some("same-origin"), None, true),
    (Some("same-origin"), Some("null"), true),
    (Some("none"), None, true),
    (Some("none"), Some(OWN), true),
    (None, Some(OWN), true),
    (None, None, false),
    (Some(""), None, false),
    (None, Some(""), false),
    (Some(""), Some(""), false),
    (None, Some("null"), false),
    (Some(""), Some("null"), false),
    (Some("none"), Some("null"), false),
    (Some("same-site"), Some("null"), false),
    (Some("cross-site"), Some("null"), false),
    (Some("cross-site"), None, false),
    (Some("cross-site"), Some(EVIL), false),
    (Some("same-site"), Some("http://other.localhost:3000"), false),
    (Some("same-site"), None, false),
    (None, Some(EVIL), false),
    (None, Some("https://localhost:3000"), false),
    (None, Some("http://localhost:3000.evil.example.org"), false),
];

async fn press(
    browser: &mut Browser,
    path: &str,
    body: &str,
    site: Option<&str>,
    origin: Option<&str>,
    kind: Option<&str>,
) -> Answer {
    let mut request = browser.request(Method::POST, path).header(header::ACCEPT, "text/html");
    for (name, value) in [("sec-fetch-site", site), ("origin", origin), ("content-type", kind)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    browser.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

// WEB-2
#[tokio::test]
async fn a_press_from_anywhere_else_is_refused_and_moves_nothing() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let browser = at_the_code(&app, &sam).await;
    let before = app.audit().await;
    for (path, body) in BUTTONS {
        for (site, origin, _) in SENDERS.into_iter().filter(|(.., counts)| !counts) {
            let answer = press(&mut browser.clone(), path, body, site, origin, Some(FORM)).await;
            assert_eq!(answer.status, 403, "{path} {site:?} {origin:?}");
            assert!(!answer.headers.contains_key(header::SET_COOKIE), "{path} {site:?} {origin:?}");
        }
    }
    let console = server::http::console::access::ACCESS.iter().filter(|access| access.form.is_some());
    for path in console.map(|access| address_of(access.path)) {
        for (site, origin, _) in SENDERS.into_iter().filter(|(.., counts)| !counts) {
            let answer = press(&mut browser.clone(), &path, "", site, origin, Some(FORM)).await;
            assert_eq!(answer.status, 403, "{path} {site:?} {origin:?}");
        }
    }
    assert_eq!(app.audit().await, before);
    let employees = store::employees::list(&app.state.db).await.unwrap();
    assert_eq!(employees[0].code_tries, 0);
}

// WEB-2
#[tokio::test]
async fn a_press_from_our_own_page_counts() {
    let app = TestApp::new(Database::sqlite()).await;
    for (path, body) in BUTTONS {
        for (site, origin, _) in SENDERS.into_iter().filter(|(.., counts)| *counts) {
            let answer = press(&mut app.browser(), path, body, site, origin, Some(FORM)).await;
            assert_eq!(answer.status, 303, "{path} {site:?} {origin:?}");
        }
    }
}

// WEB-2: what a form of another site could send without asking first is not read as a form of ours.
#[tokio::test]
async fn forms_are_forms_and_nothing_else() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let browser = at_the_code(&app, &sam).await;
    for (path, body) in BUTTONS.into_iter().filter(|(_, body)| !body.is_empty()) {
        for kind in [None, Some("text/plain"), Some("application/json"), Some("multipart/form-data; boundary=x")] {
            let answer = press(&mut browser.clone(), path, body, Some("same-origin"), Some(OWN), kind).await;
            assert_eq!(answer.status, 415, "{path} {kind:?}");
        }
        let answer = press(&mut browser.clone(), path, "other=1", Some("same-origin"), Some(OWN), Some(FORM)).await;
        assert_eq!(answer.status, 422, "{path}");
    }
    assert_eq!(app.texts(&sam).await, 1);
}

// WEB-3: reading is free, wherever a link to us stands.
#[tokio::test]
async fn pages_open_from_anywhere() {
    let app = TestApp::new(Database::sqlite()).await;
    for path in ["/key", "/help", "/k/unknown"] {
        let browser = app.browser();
        let request =
            browser.request(Method::GET, path).header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
        assert_ne!(browser.clone().send(request).await.status, 403, "{path}");
    }
}
