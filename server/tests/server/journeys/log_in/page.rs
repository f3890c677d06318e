//! What the log in page shows, and how it asks by itself.

use crate::support::{Database, TestApp, on_every_database, request_path};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Response},
};
use contract::{
    Page,
    log_in::{LogInStage, WalletRequests},
    page::Way,
};
use domain::Duration;
use http_body_util::BodyExt;
use std::{net::SocketAddr, num::NonZeroU32};
use tower::ServiceExt;

async fn renewed(browser: &mut crate::support::Browser) -> LogInStage {
    match browser.act("/login/begin", &[("by", "page")]).await {
        Page::LogIn(page) => page.stage,
        other => panic!("not the log in page: {other:?}"),
    }
}

async fn events(app: &TestApp, browser: &crate::support::Browser) -> Response<Body> {
    let request = browser.request(Method::GET, "/login/events").body(Body::empty()).unwrap();
    app.router.clone().oneshot(request).await.unwrap()
}

/// The stream of a page that is open at a network address.
async fn events_at(app: &TestApp, browser: &crate::support::Browser, address: &str) -> Response<Body> {
    let mut request = browser.request(Method::GET, "/login/events").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address.parse().unwrap(), 40_000)));
    app.router.clone().oneshot(request).await.unwrap()
}

/// The name of the next event.
async fn next(stream: &mut Body) -> String {
    loop {
        let frame = stream.frame().await.expect("the stream has ended").unwrap();
        let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
        // Signs of life are comments.
        if let Some(name) = text.lines().find_map(|line| line.strip_prefix("event: ")) {
            assert!(text.lines().any(|line| line == "data: -"), "{text}");
            return name.to_owned();
        }
    }
}

fn waiting(stage: LogInStage) -> WalletRequests {
    match stage {
        LogInStage::Waiting(requests) => requests,
        other => panic!("nothing is asked: {other:?}"),
    }
}

on_every_database! {
    // LINK-3
    async fn to_open_it_moves_nothing(app: TestApp) {
        let mut browser = app.browser();
        for path in ["/login", "/login?show=qr", "/login?refresh=10", "/login?for=nonsense", "/key/page?at=/login"] {
            let answer = app.unmoved(browser.get(path)).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        }
        assert_eq!(app.unmoved(browser.get("/login/events")).await.status, 204);
        browser.ask().await;
        for path in ["/login", "/key/page?at=/login"] {
            assert_eq!(app.unmoved(browser.get(path)).await.status, 200);
        }
    }

    // LOGIN-15: the earlier ones stay good to their own end, at most three times.
    async fn the_open_page_renews_its_requests_by_itself(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let first = waiting(renewed(&mut browser).await);
        assert_eq!((first.renew_in, first.expires_in), (Some(100_000), 120_000));
        assert_eq!(waiting(renewed(&mut browser).await).qr, first.qr, "too early");
        let mut shown = first.clone();
        let mut pause = 100;
        for round in 1..=3 {
            app.wait(Duration::seconds(pause));
            let next = waiting(renewed(&mut browser).await);
            assert_ne!(next.qr, shown.qr);
            assert_eq!(next.renew_in, (round < 3).then_some(100_000));
            assert_eq!(holder.wallet.get_request(shown.qr.as_ref().unwrap()).await.status, 200, "good to its own end");
            app.wait(Duration::seconds(20));
            assert_eq!(holder.wallet.get_request(shown.qr.as_ref().unwrap()).await.status, 410);
            (shown, pause) = (next, 80);
        }
        app.wait(Duration::seconds(120));
        assert_eq!(renewed(&mut browser).await, LogInStage::Expired, "often enough");
        assert_eq!(waiting(LogInStage::Waiting(browser.ask().await)).renew_in, Some(100_000), "a person asks anew");
    }

    // LOGIN-15
    async fn a_press_ends_the_requests_before(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let first = browser.ask().await;
        let request = holder.wallet.read_request(first.qr.as_ref().unwrap()).await;
        app.wait(Duration::seconds(1));
        browser.ask().await;
        for link in [&first.button, first.qr.as_ref().unwrap()] {
            assert_eq!(app.unmoved(holder.wallet.get_request(link)).await.status, 410);
        }
        let refused = app.unmoved(holder.share(&request)).await;
        assert_eq!((refused.status.as_u16(), refused.json()["error"].as_str()), (400, Some("invalid_request")));
    }

    // LOGIN-15: two clicks, or Enter twice.
    async fn a_press_within_a_second_asks_for_nothing_more(app: TestApp) {
        let mut browser = app.browser();
        let first = browser.ask().await;
        app.wait(Duration::millis(999));
        let (_, changes) = app.changes(browser.ask()).await;
        assert_eq!(changes, ["log_in.seen_at"]);
        assert_eq!(browser.asked().await.qr, first.qr);
        app.wait(Duration::millis(1));
        let (next, changes) = app.changes(browser.ask()).await;
        assert!(changes.contains(&"presentation_request +2".to_owned()), "{changes:?}");
        assert_ne!(next.qr, first.qr);
    }

    // LOGIN-1
    async fn requests_have_an_end(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let asked = browser.ask().await;
        let (same, cross) = (
            holder.wallet.read_request(&asked.button).await,
            holder.wallet.read_request(asked.qr.as_ref().unwrap()).await,
        );
        app.wait(Duration::seconds(120));
        assert_eq!(app.unmoved(holder.wallet.get_request(asked.qr.as_ref().unwrap())).await.status, 410);
        assert_eq!(app.unmoved(holder.share(&cross)).await.status, 400);
        assert_eq!(holder.wallet.get_request(&asked.button).await.status, 200);
        app.wait(Duration::seconds(180));
        assert_eq!(app.unmoved(holder.wallet.get_request(&asked.button)).await.status, 410);
        assert_eq!(app.unmoved(holder.share(&same)).await.status, 400);
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Expired);
    }

    // LOGIN-6: the stream says no more than "look again".
    async fn the_open_page_hears_of_what_the_wallet_does(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let asked = browser.ask().await;
        let mut open = Vec::new();
        for _ in 0..4 {
            open.push(events(&app, &browser).await);
        }
        assert_eq!(events(&app, &browser).await.status(), 429, "a few tabs are enough");
        let mut stream = open.pop().unwrap().into_body();
        assert_eq!(next(&mut stream).await, "look");
        let request = holder.wallet.read_request(asked.qr.as_ref().unwrap()).await;
        assert_eq!(next(&mut stream).await, "look", "a wallet has read it");
        holder.wallet.decline(&request).await;
        assert_eq!(next(&mut stream).await, "look", "nothing is shared");
        holder.share(&request).await;
        assert_eq!(next(&mut stream).await, "look", "the key is shared");
        // In another tab.
        browser.act("/login/finish", &[]).await;
        assert_eq!(next(&mut stream).await, "look", "somebody is logged in");
        assert_eq!(next(&mut stream).await, "bye");
    }

    async fn who_is_logged_in_is_led_home(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "123").await;
        let answer = app.unmoved(browser.get("/login")).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/home"));
        assert_eq!(app.unmoved(browser.load("/login")).await, Page::Leave { to: "/home".to_owned() });
    }

    // A log in that nobody carried on with for an hour is given up.
    async fn an_old_log_in_begins_anew(app: TestApp) {
        let mut browser = app.browser();
        browser.ask().await;
        app.wait(Duration::minutes(60));
        assert_eq!(browser.log_in_page().await.stage, LogInStage::NotBegun);
        let before = browser.cookies["latchkey-login"].clone();
        browser.ask().await;
        assert_ne!(browser.cookies["latchkey-login"], before);
    }

    // However often it is carried on with.
    async fn after_two_hours_a_log_in_begins_anew(app: TestApp) {
        let mut browser = app.browser();
        browser.ask().await;
        let before = browser.cookies["latchkey-login"].clone();
        for _ in 0..2 {
            app.wait(Duration::millis(60 * 60_000 - 1));
            browser.ask().await;
        }
        assert_eq!(browser.cookies["latchkey-login"], before);
        app.wait(Duration::millis(1));
        assert!(matches!(browser.log_in_page().await.stage, LogInStage::Waiting(_)));
        app.wait(Duration::millis(1));
        assert_eq!(browser.log_in_page().await.stage, LogInStage::NotBegun);
        browser.ask().await;
        assert_ne!(browser.cookies["latchkey-login"], before);
    }
}

// OPS-16
#[tokio::test]
async fn a_network_has_so_many_open_pages() {
    let app = TestApp::with(Database::sqlite(), |settings| settings.server.request_burst = NonZeroU32::MAX).await;
    let mut open = Vec::new();
    for _ in 0..64 {
        let mut browser = app.browser();
        browser.ask().await;
        for _ in 0..4 {
            open.push(events_at(&app, &browser, "2001:db8::1").await);
        }
    }
    assert!(open.iter().all(|stream| stream.status() == 200));
    let mut late = app.browser();
    late.ask().await;
    // A customer of IPv6 has a network of addresses.
    assert_eq!(events_at(&app, &late, "2001:db8::ffff:2").await.status(), 429);
    assert_eq!(late.get("/login").await.status, 200, "the page works without");
    assert_eq!(events_at(&app, &late, "198.51.100.1").await.status(), 200);
    drop(open.pop());
    assert_eq!(events_at(&app, &late, "2001:db8::ffff:2").await.status(), 200);
}

// LOGIN-6
#[tokio::test]
async fn the_qr_code_can_be_turned_off() {
    let app = TestApp::with(Database::sqlite(), |settings| settings.log_in.by_qr = false).await;
    let sam = app.person("Sam", "123").await;
    let holder = app.holder(&sam).await;
    let mut browser = app.browser();
    let asked = browser.ask().await;
    assert_eq!((asked.qr, asked.renew_in, asked.expires_in), (None, Some(250_000), 300_000));
    assert!(!browser.log_in_page().await.by_qr);
    let request = holder.wallet.read_request(&asked.button).await;
    assert!(holder.share(&request).await.json()["redirect_uri"].is_string());
}

#[tokio::test]
async fn links_open_the_wallet_that_people_are_told_to_use() {
    let app = TestApp::with(Database::sqlite(), |settings| {
        settings.organisation.wallet = "demo".to_owned();
        settings.preview.wallet_url = Some("http://localhost:3100/".parse().unwrap());
    })
    .await;
    let mut browser = app.browser();
    let asked = browser.ask().await;
    let page = browser.log_in_page().await;
    assert_eq!(page.wallet.name, "the demo wallet");
    assert!(page.wallet.steps_on_phone.iter().any(|step| step.contains("Share")));
    for (link, open) in [
        (&asked.button, &asked.try_links.as_ref().unwrap().button),
        (asked.qr.as_ref().unwrap(), asked.try_links.as_ref().unwrap().qr.as_ref().unwrap()),
    ] {
        let url = url::Url::parse(link).unwrap();
        let parameters: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
        assert_eq!(
            (url.scheme(), parameters.as_slice()),
            ("openid4vp", ["client_id", "request_uri", "request_uri_method"].map(str::to_owned).as_slice())
        );
        assert!(request_path(link).starts_with("/openid4vp/requests/"));
        let open = url::Url::parse(open).unwrap();
        assert_eq!(open.query_pairs().find(|(name, _)| name == "request").unwrap().1, link.as_str());
    }
    assert_ne!(asked.button, asked.qr.unwrap(), "never one request for both ways");
    let Page::LogIn(page) = browser.act("/login/begin", &[("by", "page"), ("show", "button")]).await else {
        panic!("no page")
    };
    assert_eq!(page.first, Way::Button);
}
