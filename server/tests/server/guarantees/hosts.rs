//! Whatever a request says about its host, links lead to the configured address.

use super::at_the_code;
use crate::support::{Database, TestApp};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, header},
};

/// Headers that some servers build links from. The first four change the host itself.
const VARIANTS: [&[(&str, &str)]; 14] = [
    &[("host", "evil.example.org")],
    &[("host", "localhost:3000.evil.example.org")],
    &[("host", "localhost:3000@evil.example.org")],
    &[("host", "evil.example.org"), ("x-forwarded-host", "localhost:3000")],
    &[("x-forwarded-host", "evil.example.org")],
    &[("x-forwarded-host", "localhost:3000, evil.example.org")],
    &[("x-forwarded-proto", "https"), ("x-forwarded-port", "4443")],
    &[("forwarded", "for=1.2.3.4;host=evil.example.org;proto=https")],
    &[("x-forwarded-server", "evil.example.org")],
    &[("x-host", "evil.example.org"), ("x-original-host", "evil.example.org")],
    &[("x-http-host-override", "evil.example.org")],
    &[("x-original-url", "https://evil.example.org/"), ("x-rewrite-url", "https://evil.example.org/")],
    &[("x-forwarded-prefix", "//evil.example.org")],
    &[("referer", "https://evil.example.org/"), ("from", "evil.example.org")],
];

fn headers(variant: &[(&str, &str)]) -> Vec<(HeaderName, HeaderValue)> {
    variant.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

// LINK-2
#[tokio::test]
async fn no_header_of_a_request_reaches_a_link() {
    let app = TestApp::new(Database::sqlite()).await;
    for (n, variant) in VARIANTS.into_iter().enumerate() {
        let sam = app.person(&format!("Sam{n}"), &format!("{:03}", 200 + n)).await;
        let mut browser = at_the_code(&app, &sam).await;
        let code = app.code(&sam).await;
        let form = format!("code={code}");
        let presses = [("/key/enter-code", form.as_str()), ("/key/add/renew", "by=button"), ("/key/add/check", "")];
        let pages = [
            "/key/add",
            "/key/page?at=/key/add",
            "/help",
            "/.well-known/openid-credential-issuer",
            "/.well-known/oauth-authorization-server",
        ];
        let posts = presses.map(|(path, form)| (Method::POST, path, form.to_owned()));
        for (method, path, form) in posts.into_iter().chain(pages.map(|path| (Method::GET, path, String::new()))) {
            let mut request = browser
                .request(method, path)
                .header(header::ORIGIN, "http://localhost:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ACCEPT, "application/json")
                .body(Body::from(form))
                .unwrap();
            for (name, value) in headers(variant) {
                request.headers_mut().insert(name, value);
            }
            let answer = browser.send(request).await;
            assert_eq!(answer.status, if n < 4 { 421 } else { 200 }, "{variant:?} {path}: {}", answer.body);
            assert!(
                !answer.body.contains("evil") && !answer.body.contains("4443"),
                "{variant:?} {path}: {}",
                answer.body
            );
            assert!(!format!("{:?}", answer.headers).contains("evil"), "{variant:?} {path}: {:?}", answer.headers);
        }
        app.invite_as(&sam, domain::Purpose::Replace, domain::LinkKind::Download, false).await.unwrap();
    }
    for message in app.outbox().await {
        let all = format!("{:?} {} {:?}", message.subject, message.text, message.html);
        assert!(!all.contains("evil") && !all.contains("4443"), "{all}");
        for link in message.text.split_whitespace().filter(|word| word.contains("/k/")) {
            assert!(link.starts_with("http://localhost:3000/k/"), "{link}");
        }
    }
}

// LINK-2: two Host headers, none, and a whole address as the target.
#[tokio::test]
async fn a_request_that_does_not_say_one_host_is_refused() {
    let app = TestApp::new(Database::sqlite()).await;
    let mut browser = app.browser();
    let mut two = browser.request(Method::GET, "/help").body(Body::empty()).unwrap();
    two.headers_mut().append(header::HOST, HeaderValue::from_static("evil.example.org"));
    assert_eq!(browser.send(two).await.status, 421);
    let mut none = browser.request(Method::GET, "/help").body(Body::empty()).unwrap();
    none.headers_mut().remove(header::HOST);
    assert_eq!(browser.send(none).await.status, 421);
    let elsewhere = browser.request(Method::GET, "http://evil.example.org/help").body(Body::empty()).unwrap();
    assert_eq!(browser.send(elsewhere).await.status, 421);
}
