//! A mistake of ours costs one request: a handler that panics, inside the layers that are around every route.

use super::logs::Log;
use crate::support::{Answer, Browser, Database, TestApp};
use axum::{
    Router,
    body::Body,
    http::{Method, header},
    routing::get,
};
use server::http::layers;

const SECRET: &str = "ottoline@example.org entered 012345";

/// What may be in the hands of a handler that makes a mistake.
async fn broken() -> &'static str {
    panic!("{SECRET}")
}

async fn ask(app: &TestApp, router: &Router, accept: &str) -> Answer {
    let mut browser = Browser::new(router.clone());
    let request = browser.request(Method::GET, "/broken?code=012345").header(header::ACCEPT, accept);
    // What a client calls its request is not what we call it.
    let request = request.header("x-request-id", "chosen").body(Body::empty()).unwrap();
    app.unmoved(browser.send(request)).await
}

/// The name of the request, on its answer.
fn reference(answer: &Answer) -> &str {
    answer.headers["x-request-id"].to_str().unwrap()
}

// WEB-12, LOG-2
#[tokio::test]
async fn a_panic_is_answered_with_a_reference_and_nothing_of_it_is_told() {
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let (log, _guard) = Log::begin();
    let app = TestApp::new(Database::sqlite()).await;
    let routes = Router::new().route("/broken", get(broken)).route("/whole", get(|| async { "whole" }));
    let router = layers::around(routes, &app.state).with_state(app.state.clone());

    let page = ask(&app, &router, "text/html").await;
    assert_eq!((page.status.as_u16(), page.heading().as_str()), (500, "Sorry, there is a problem with the service"));
    assert!(page.body.contains(&format!("Reference: <strong>{}</strong>", reference(&page))), "{}", page.body);
    let json = ask(&app, &router, "application/json").await;
    let expected = serde_json::json!({
        "error": "server_error",
        "error_description": format!("Reference: {}", reference(&json)),
    });
    assert_eq!((json.status.as_u16(), json.json()), (500, expected));
    assert_ne!(reference(&page), reference(&json));

    for answer in [&page, &json] {
        super::headers::check("a panic", answer, super::headers::Audience::Own, false);
        assert!(log.tells(reference(answer)) && !answer.body.contains("012345"), "{}", answer.body);
    }
    assert!(log.tells("a request handler panicked"));
    for secret in ["ottoline", "012345", "chosen"] {
        assert!(!log.tells(secret), "{secret}");
    }
    let request = Browser::new(router.clone()).request(Method::GET, "/whole").body(Body::empty()).unwrap();
    assert_eq!(Browser::new(router).send(request).await.body, "whole", "the next request is served");
}

// WEB-12: what went wrong is found by what the person reads out.
#[tokio::test]
async fn a_service_that_cannot_answer_gives_the_same_reference_on_the_page_and_in_the_log() {
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let (log, _guard) = Log::begin();
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "124").await;
    let mut browser = app.with_session(&app.invite(&sam).await).await;
    app.state.db.clone().close().await.unwrap();
    let answer = browser.get("/key").await;
    assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (503, "Sorry, the service is unavailable"));
    assert!(answer.body.contains(&format!("Reference: <strong>{}</strong>", reference(&answer))), "{}", answer.body);
    assert!(log.tells("a request failed") && log.tells(reference(&answer)));

    let missing = browser.get("/nowhere").await;
    assert!(!missing.body.contains("Reference"), "nothing went wrong there");
}
