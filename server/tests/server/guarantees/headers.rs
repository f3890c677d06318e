//! Every address, and every way in which a request can go wrong: the headers that protect people are on the answer.

use crate::support::{Answer, Browser, Database, TestApp};
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use contract::{
    Endpoint,
    endpoints::{
        AskForKey, BeginLogIn, CheckAdded, Continue, EVENTS, EndSession, EnterCode, FinishLogIn, LOG_IN_EVENTS,
        LoadPage, LogOut, NotInApp, RenewOffer, ReportLostPhone, SaveNotifications, SendCode, StayLoggedIn,
    },
    home::{HOME, HOME_KEY, HOME_LOST_PHONE, HOME_NEW_KEY, HOME_NOTIFICATIONS, HOME_SESSIONS},
    log_in::{LOG_IN, LOST_PHONE, REPORT_CONFIRM},
    page,
};
use server::http::wallet::metadata;

/// May be kept by anybody, and read from any page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// One person, or nobody: never kept.
    Own,
    /// Documents for wallets and verifiers.
    Everyone,
    /// Files of our own pages.
    Files,
}

/// Every address, with what it answers to.
pub(super) fn routes() -> Vec<(Method, String, Audience)> {
    use Audience::{Everyone, Files, Own};
    let pages = [page::START, page::SEND_CODE, page::ENTER_CODE, page::NEW_CODE, page::ADD, page::ADDED];
    let home = [HOME, HOME_KEY, HOME_NEW_KEY, HOME_LOST_PHONE, HOME_SESSIONS, HOME_NOTIFICATIONS];
    let plain = [page::HELP, page::HELP_PHONE, page::ACCESSIBILITY, page::PRIVACY, page::COOKIES, page::CONTACT];
    let other = [
        "/",
        "/k/unknown",
        "/report/unknown",
        "/hr/set-up/unknown",
        "/report",
        "/report/done",
        LOST_PHONE,
        "/lost-phone/sent",
        LOG_IN,
        LOG_IN_EVENTS,
        "/login/return?response_code=unknown",
        "/openid4vp/requests/unknown",
        LogOut::PATH,
        "/livez",
        "/readyz",
        "/preview/outbox",
        "/preview/outbox.json",
        EVENTS,
        "/openid4vci/offers/unknown",
        "/oidc/authorize?client_id=nobody",
        "/oidc/resume?for=nothing",
        "/oidc/userinfo",
        "/oidc/logout",
    ];
    let read = pages
        .into_iter()
        .chain(home)
        .chain(plain)
        .chain(other)
        .map(str::to_owned)
        .chain([format!("{}?at=/key", LoadPage::PATH), format!("{}?at=/login", LoadPage::PATH)]);
    let buttons = [Continue::PATH, SendCode::PATH, EnterCode::PATH, RenewOffer::PATH, CheckAdded::PATH, NotInApp::PATH];
    let own = [
        BeginLogIn::PATH,
        FinishLogIn::PATH,
        LogOut::PATH,
        StayLoggedIn::PATH,
        AskForKey::PATH,
        ReportLostPhone::PATH,
        EndSession::PATH,
        SaveNotifications::PATH,
        LOST_PHONE,
        REPORT_CONFIRM,
    ];
    let wallets = [
        "/openid4vci/token",
        "/openid4vci/nonce",
        "/openid4vci/credential",
        "/openid4vci/notification",
        "/openid4vp/requests/unknown",
        "/openid4vp/response",
    ];
    let portals = ["/oidc/authorize", "/oidc/token", "/oidc/userinfo", "/oidc/logout", "/oidc/logout/confirm"];
    let documents = [
        "/.well-known/openid-credential-issuer",
        "/.well-known/oauth-authorization-server",
        metadata::JWKS_PATH,
        server::http::oidc::discovery::PATH,
        server::http::oidc::discovery::JWKS_PATH,
        server::flows::issue::TYPE_PATH,
    ];
    let console = server::http::console::access::ACCESS;
    let files = server::http::assets::ASSETS.iter().map(|asset| asset.path);
    let mut all: Vec<_> = read.map(|path| (Method::GET, path, Own)).collect();
    all.extend(
        buttons.into_iter().chain(own).chain(wallets).chain(portals).map(|path| (Method::POST, path.to_owned(), Own)),
    );
    all.extend(documents.map(|path| (Method::GET, path.to_owned(), Everyone)));
    all.extend(files.map(|path| (Method::GET, path.to_owned(), Files)));
    // The console: whoever is not logged in is led to its log in page.
    all.extend(console.iter().filter(|it| it.page.is_some()).map(|it| (Method::GET, address_of(it.path), Own)));
    all.extend(console.iter().filter(|it| it.form.is_some()).map(|it| (Method::POST, address_of(it.path), Own)));
    // Not there: nobody set a logo, and there is no such list.
    all.extend(
        ["/organisation/logo.svg", "/organisation/logo.png", "/openid4vci/status-lists/unknown", "/nowhere"]
            .map(|path| (Method::GET, path.to_owned(), Own)),
    );
    all
}

/// An address of a path with parameters.
pub(super) fn address_of(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "unknown" } else { part }).collect::<Vec<_>>().join("/")
}

fn request(browser: &Browser, method: &Method, path: &str) -> axum::http::request::Builder {
    browser.request(method.clone(), path).header(header::ACCEPT, "text/html")
}

/// The ways to ask for an address: rightly, and wrongly in every manner.
fn requests(browser: &Browser, method: &Method, path: &str) -> Vec<(&'static str, Request<Body>)> {
    let plain = |method: &Method| request(browser, method, path).body(Body::empty()).unwrap();
    let mut elsewhere = plain(method);
    elsewhere.headers_mut().insert(header::HOST, "evil.example.org".parse().unwrap());
    let own = || request(browser, method, path).header("sec-fetch-site", "same-origin");
    let form = || own().header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    vec![
        ("plain", plain(method)),
        ("a program", browser.request(method.clone(), path).body(Body::empty()).unwrap()),
        ("HEAD", plain(&Method::HEAD)),
        ("OPTIONS", plain(&Method::OPTIONS)),
        ("DELETE", plain(&Method::DELETE)),
        ("another host", elsewhere),
        (
            "another site",
            request(browser, method, path).header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap(),
        ),
        ("own page", own().body(Body::empty()).unwrap()),
        ("a form", form().body(Body::from("after=0&code=1&by=button")).unwrap()),
        ("a broken form", form().body(Body::from("after=x&code=%ff&by=")).unwrap()),
        ("a large form", form().header(header::CONTENT_LENGTH, 70_000).body(Body::from(vec![b'a'; 70_000])).unwrap()),
    ]
}

pub(super) fn check(told: &str, answer: &Answer, audience: Audience, https: bool) {
    let value =
        |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let policy = value("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; ") && policy.ends_with("frame-ancestors 'none'"),
        "{told}: {policy:?}"
    );
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
            && !policy.contains('*')
            && !policy.contains("http"),
        "{told}: {policy}"
    );
    if value("content-type").starts_with("text/html") {
        for part in ["form-action 'self'", "base-uri 'none'", "object-src 'none'"] {
            assert!(policy.contains(part), "{told}: {policy}");
        }
        // A page of the bundle carries its style sheet and its scripts, one of the console its one script. An answer to
        // HEAD carries nothing.
        let script = policy.contains("script-src 'nonce-");
        let bundle = policy.contains("'strict-dynamic'");
        let style = if bundle { "style-src 'nonce-" } else { "style-src 'self'" };
        assert!(policy.contains(style), "{told}: {policy}");
        if !answer.body.is_empty() {
            assert_eq!(
                (script, bundle),
                (answer.body.contains("<script"), answer.body.contains("<style")),
                "{told}: {policy}"
            );
        }
    }
    assert_eq!(value("x-content-type-options"), "nosniff", "{told}");
    assert_eq!(value("referrer-policy"), "same-origin", "{told}");
    assert_eq!(value("cross-origin-opener-policy"), "same-origin", "{told}");
    assert!(value("permissions-policy").contains("camera=()"), "{told}");
    assert_eq!(
        value("strict-transport-security"),
        if https { "max-age=63072000; includeSubDomains" } else { "" },
        "{told}"
    );
    assert!(!value("x-request-id").is_empty(), "{told}");
    assert!(value("server").is_empty() && value("x-powered-by").is_empty(), "{told}");
    let found = answer.status == 200;
    let shared = if found && audience == Audience::Everyone { "cross-origin" } else { "same-origin" };
    assert_eq!(value("cross-origin-resource-policy"), shared, "{told}");
    assert_eq!(value("access-control-allow-origin"), if shared == "cross-origin" { "*" } else { "" }, "{told}");
    assert!(value("access-control-allow-credentials").is_empty(), "{told}");
    if found && audience != Audience::Own {
        assert!(value("cache-control").starts_with("public, max-age="), "{told}: {}", value("cache-control"));
    } else {
        assert_eq!(value("cache-control"), "no-store", "{told}");
    }
    if told.contains("/openid4vci/") || told.contains("/openid4vp/") || told.contains("/.well-known/") {
        assert!(value("set-cookie").is_empty(), "{told}");
    }
}

async fn walk(app: &TestApp, https: bool) {
    for (method, path, audience) in routes() {
        let browser = app.browser();
        for (how, request) in requests(&browser, &method, &path) {
            let answer = browser.clone().send(request).await;
            let told = format!("{method} {path}, {how}: {}", answer.status);
            assert!(answer.status.as_u16() < 500, "{told}");
            check(&told, &answer, audience, https);
        }
    }
}

// WEB-4, WEB-5, STATUS-1
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_on_http() {
    walk(&TestApp::new(Database::sqlite()).await, false).await;
}

// WEB-4, WEB-5, STATUS-1
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_on_https() {
    let app = TestApp::with(Database::sqlite(), |settings| {
        settings.server.public_url = "https://localhost:3000".parse().unwrap()
    })
    .await;
    walk(&app, true).await;
}

// WEB-4, WEB-12, OPS-3: the service cannot answer, and still protects people, and says when to come back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_without_the_database() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let link = app.invite(&sam).await;
    let mut browser = app.browser();
    browser.get(&link).await;
    app.state.db.clone().close().await.unwrap();
    let mut away = 0;
    for (method, path, audience) in routes() {
        let sent = request(&browser, &method, &path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("after=0&code=123456&by=button"))
            .unwrap();
        let answer = browser.clone().send(sent).await;
        let told = format!("{method} {path}: {}", answer.status);
        check(&told, &answer, audience, false);
        if answer.status.as_u16() >= 500 {
            assert_eq!(answer.status, 503, "{told}");
            assert!(path == "/readyz" || answer.headers.contains_key(header::RETRY_AFTER), "{told}");
            away += 1;
        }
    }
    assert!(away >= 15, "{away}");
}
