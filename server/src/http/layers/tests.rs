//! What holds for every answer, tried on the whole router.

use crate::{
    clock::Clock,
    config::{Mode, Settings},
    keys,
    random::Random,
    router, start,
    state::AppState,
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::Timestamp;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A router over an empty database, and what has to live as long as it.
async fn service(change: impl FnOnce(&mut Settings)) -> (tempfile::TempDir, AppState, Router) {
    let dir = tempfile::tempdir().unwrap();
    let mut settings = Settings { mode: Some(Mode::Preview), ..Settings::default() };
    settings.keys.dir = dir.path().join("keys");
    settings.database.url = format!("sqlite://{}/test.db?mode=rwc", dir.path().display());
    change(&mut settings);
    let (clock, random) = (Clock::manual(Timestamp::from_millis(1_786_017_600_000)), Random::seeded(1));
    keys::init(&settings, clock.now(), &mut random.generator().unwrap()).unwrap();
    let db = start::database(&settings).await.unwrap();
    start::migrate(&settings, &db).await.unwrap();
    let state = start::state(settings, db, clock, random).unwrap();
    let router = router::build(&state);
    (dir, state, router)
}

fn get(path: &str) -> axum::http::request::Builder {
    Request::get(path).header(header::HOST, "localhost:3000").header(header::ACCEPT, "text/html")
}

async fn answer(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let (_dir, _state, router) = service(|_| {}).await;
    for path in [
        "/help",
        "/nowhere",
        "/livez",
        "/readyz",
        "/preview/outbox",
        "/preview/outbox.json",
        "/k/unknown",
        "/favicon.svg",
        "/key",
    ] {
        let (_, headers, _) = answer(&router, get(path).body(Body::empty()).unwrap()).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin", "{path}");
        assert!(headers.contains_key("x-request-id") && headers.contains_key(header::CACHE_CONTROL), "{path}");
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{path}");
    }
    let (_dir, _state, router) =
        service(|settings| settings.server.public_url = "https://keys.example.org".parse().unwrap()).await;
    let request = Request::get("/livez").body(Body::empty()).unwrap();
    assert!(
        answer(&router, request).await.1[header::STRICT_TRANSPORT_SECURITY].to_str().unwrap().starts_with("max-age=")
    );
}

#[tokio::test]
async fn unknown_addresses_and_hosts_are_refused_for_people_and_programs() {
    let (_dir, _state, router) = service(|_| {}).await;
    let (status, headers, body) = answer(&router, get("/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!(
        (status, headers[header::CONTENT_TYPE].to_str().unwrap()),
        (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
    );
    assert!(body.starts_with("<!DOCTYPE html>"), "{body}");
    let request = Request::get("/nowhere").header(header::HOST, "localhost:3000").body(Body::empty()).unwrap();
    assert_eq!(answer(&router, request).await.2, r#"{"error":"not_found"}"#);

    for host in [Some("evil.example.org"), Some("localhost"), None] {
        let mut request = Request::get("/help");
        if let Some(host) = host {
            request = request.header(header::HOST, host).header("x-forwarded-host", "localhost:3000");
        }
        let (status, ..) = answer(&router, request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{host:?}");
    }
    let request = Request::get("/readyz").header(header::HOST, "10.0.0.7:3000").body(Body::empty()).unwrap();
    assert_eq!(answer(&router, request).await.0, StatusCode::OK);
}

/// `true`: let through to the handler, which may then answer what it likes, but not 403.
#[tokio::test]
async fn only_our_own_pages_may_post() {
    let (_dir, _state, router) = service(|_| {}).await;
    let own = "http://localhost:3000";
    let cases: [(Option<&str>, Option<&str>, bool); 13] = [
        (Some("same-origin"), Some(own), true),
        (Some("same-origin"), None, true),
        (Some("same-origin"), Some("null"), true),
        (Some("none"), None, true),
        (None, Some(own), true),
        (None, None, false),
        (Some(""), Some(""), false),
        (None, Some("null"), false),
        (Some("none"), Some("null"), false),
        (Some("cross-site"), Some("null"), false),
        (Some("cross-site"), Some("https://evil.example.org"), false),
        (Some("same-site"), Some("http://localhost:4000"), false),
        (None, Some("https://localhost:3001"), false),
    ];
    for (site, origin, allowed) in cases {
        let mut request =
            Request::builder().method(Method::POST).uri("/key/continue").header(header::HOST, "localhost:3000");
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let (status, ..) = answer(&router, request.body(Body::empty()).unwrap()).await;
        assert_eq!(status != StatusCode::FORBIDDEN, allowed, "{site:?} {origin:?}: {status}");
    }
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let (_dir, _state, router) = service(|_| {}).await;
    let request =
        Request::post("/token").header(header::HOST, "localhost:3000").header(header::CONTENT_LENGTH, "70000");
    let (status, headers, _) = answer(&router, request.body(Body::from(vec![b'a'; 70_000])).unwrap()).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn messages_of_an_open_preview_are_behind_its_password() {
    let (_dir, _state, router) = service(|settings| settings.preview.password = Some("long enough".into())).await;
    let (status, headers, _) = answer(&router, get("/preview/outbox.json").body(Body::empty()).unwrap()).await;
    assert_eq!((status, headers.contains_key(header::WWW_AUTHENTICATE)), (StatusCode::UNAUTHORIZED, true));
    let right = get("/preview/outbox.json").header(header::AUTHORIZATION, "Basic eDpsb25nIGVub3VnaA==");
    assert_eq!(answer(&router, right.body(Body::empty()).unwrap()).await.2, "[]");
}

#[tokio::test]
async fn production_has_no_preview_pages() {
    let (_dir, _state, router) = service(|settings| settings.mode = Some(Mode::Production)).await;
    for path in ["/preview/outbox", "/preview/outbox.json"] {
        assert_eq!(answer(&router, get(path).body(Body::empty()).unwrap()).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn messages_wait_encrypted_and_are_shown_once_sent() {
    let (_dir, state, router) = service(|_| {}).await;
    let now = state.clock.now();
    let mut rng = state.random.generator().unwrap();
    let email = delivery::Email::new(
        "sam@example.org",
        "Hello",
        "Dear <Sam>\n\nhttp://localhost:3000/k/abc\n".to_owned(),
        "<p>Dear</p>".to_owned(),
    );
    let row = crate::outbox::seal(&state.keys, &email.into(), None, now, &mut rng).unwrap();
    store::outbox::insert(&state.db, row).await.unwrap();
    assert_eq!(crate::jobs::outbox::send_waiting(&state).await.unwrap(), 1);
    assert_eq!(crate::jobs::outbox::send_waiting(&state).await.unwrap(), 0);
    assert_eq!(store::outbox::list(&state.db).await.unwrap()[0].payload, None);

    let (_, _, body) = answer(&router, get("/preview/outbox").body(Body::empty()).unwrap()).await;
    assert!(body.contains("Dear &lt;Sam&gt;") && body.contains("href=\"http://localhost:3000/k/abc\""), "{body}");
    let (_, _, body) = answer(&router, get("/preview/outbox.json").body(Body::empty()).unwrap()).await;
    let list: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&list[0]["channel"], &list[0]["to"], &list[0]["subject"]),
        (&"email".into(), &"sam@example.org".into(), &"Hello".into())
    );
}

#[tokio::test]
async fn messages_that_are_too_late_are_never_sent() {
    let (_dir, state, _router) = service(|_| {}).await;
    let now = state.clock.now();
    let mut rng = state.random.generator().unwrap();
    let text = delivery::Sms::new("+447700900101", "012345".to_owned());
    let row = crate::outbox::seal(&state.keys, &text.into(), Some(now + domain::Duration::minutes(10)), now, &mut rng)
        .unwrap();
    store::outbox::insert(&state.db, row).await.unwrap();
    state.clock.advance(domain::Duration::minutes(11));
    assert_eq!(crate::jobs::outbox::send_waiting(&state).await.unwrap(), 0);
    crate::jobs::sweep::once(&state).await.unwrap();
    assert_eq!(store::outbox::list(&state.db).await.unwrap()[0].payload, None);
    assert!(store::preview::list(&state.db).await.unwrap().is_empty());
}
