//! Portals are told when a session ends, behind the browser's back.

use crate::support::{Database, Portal, TestApp, query};
use axum::{Router, extract::State, http::StatusCode, routing::post};
use domain::{Device, Duration, SessionEnd};
use serde_json::{Value, json};
use server::{
    flows::{audit::Actor, revoke::revoke},
    jobs::{log_out::send_waiting, time_up},
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};
use store::log_out_notices::LogOutNotice;

/// A portal's own server: what it was told, and how it answers.
#[derive(Clone)]
struct Listener {
    told: Arc<Mutex<Vec<String>>>,
    status: Arc<AtomicU16>,
    address: String,
}

impl Listener {
    async fn start() -> Self {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/logged-out", socket.local_addr().unwrap());
        let listener = Self { told: Arc::default(), status: Arc::new(AtomicU16::new(200)), address };
        let router = Router::new().route("/logged-out", post(Self::hear)).with_state(listener.clone());
        tokio::spawn(async move { axum::serve(socket, router).await });
        listener
    }

    async fn hear(State(listener): State<Self>, body: String) -> StatusCode {
        listener.told.lock().unwrap().push(body);
        StatusCode::from_u16(listener.status.load(Ordering::SeqCst)).unwrap()
    }

    /// The tokens that came since it was asked last.
    fn heard(&self) -> Vec<String> {
        let bodies = std::mem::take(&mut *self.told.lock().unwrap());
        bodies.iter().map(|body| query(&format!("?{body}")).remove("logout_token").unwrap()).collect()
    }
}

async fn app(database: Database) -> (TestApp, Listener) {
    let listener = Listener::start().await;
    let address = listener.address.clone();
    let app = TestApp::with(database, |settings| {
        settings.oidc.clients[0].back_channel_logout_uri = Some(address);
    });
    (app.await, listener)
}

async fn notices(app: &TestApp) -> Vec<LogOutNotice> {
    store::log_out_notices::list(&app.state.db).await.unwrap()
}

async fn claims(portal: &Portal, token: &str) -> Value {
    let (header, claims) = portal.verified(token).await;
    assert_eq!((&header["typ"], &header["alg"]), (&json!("logout+jwt"), &json!("ES256")));
    claims
}

/// Every portal that the session was carried on to is told which session, once.
async fn each_portal_is_told((app, listener): (TestApp, Listener)) {
    let sam = app.person("Sam", "123").await;
    let (portal, rota) = (app.portal(), app.rota());
    let (mut browser, session) = app.in_session(&sam, Device::Same).await;
    portal.log_in(&mut browser).await;
    portal.log_in(&mut browser).await;
    rota.log_in(&mut browser).await;
    let (mut elsewhere, _) = app.in_session(&sam, Device::Same).await;
    portal.log_in(&mut elsewhere).await;
    app.wait(Duration::minutes(1));
    browser.submit("/logout", &[]).await;
    assert_eq!(notices(&app).await.len(), 2, "one for each portal");

    assert_eq!(send_waiting(&app.state).await.unwrap(), 2);
    let heard = listener.heard();
    assert_eq!(heard.len(), 1);
    let claims = claims(&portal, &heard[0]).await;
    let now = app.now().as_seconds();
    let mut expected = json!({
        "iss": "http://localhost:3000",
        "aud": "portal",
        "iat": now,
        "exp": now + 120,
        "sid": session.as_str(),
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
    expected["jti"] = claims["jti"].clone();
    assert!(claims["jti"].as_str().unwrap().len() >= 22);
    assert_eq!(claims, expected, "no nonce, so that it is never taken for an ID token, and nobody's other sessions");

    app.wait(Duration::hours(1));
    assert_eq!(send_waiting(&app.state).await.unwrap(), 0);
    assert!(listener.heard().is_empty());
    for notice in notices(&app).await {
        assert_eq!(
            (notice.sent_at.is_some(), notice.dead_at.is_some()),
            match notice.client_id.as_str() {
                "portal" => (true, false),
                // It has no address for this.
                _ => (false, true),
            }
        );
    }
}

/// Whatever ends a session, portals hear of it.
async fn whatever_ends_a_session((app, listener): (TestApp, Listener)) {
    let sam = app.person("Sam", "123").await;
    let portal = app.portal();
    let (mut one, first) = app.in_session(&sam, Device::Same).await;
    let (mut two, second) = app.in_session(&sam, Device::Cross).await;
    portal.log_in(&mut one).await;
    portal.log_in(&mut two).await;
    let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap();
    revoke(&app.state, &key.id, "lost", Actor::CommandLine).await.unwrap();
    for session in [&first, &second] {
        let ended = store::log_in_sessions::by_id(&app.state.db, session).await.unwrap().unwrap();
        assert_eq!(ended.end_cause, Some(SessionEnd::KeyEnded));
    }
    send_waiting(&app.state).await.unwrap();
    let mut told = Vec::new();
    for token in listener.heard() {
        told.push(claims(&portal, &token).await["sid"].as_str().unwrap().to_owned());
    }
    told.sort();
    let mut expected = [first.as_str(), second.as_str()];
    expected.sort_unstable();
    assert_eq!(told, expected);
}

/// A session that nobody ends has ended once it holds no longer, and not before.
async fn what_ends_by_itself((app, listener): (TestApp, Listener)) {
    let sam = app.person("Sam", "123").await;
    let portal = app.portal();
    let ends = async |wait: Duration, leaves: bool, cause: SessionEnd, heading: &str| {
        let (mut browser, session) = app.in_session(&sam, Device::Same).await;
        portal.log_in(&mut browser).await;
        app.wait(Duration::millis(wait.as_millis() - 1));
        assert_eq!(app.unmoved(time_up::once(&app.state)).await.unwrap(), 0, "{cause:?}");
        app.wait(Duration::millis(1));
        if leaves {
            app.leaves(&sam).await;
        }
        let said = app.unmoved(browser.open("/home")).await.heading();
        let before = notices(&app).await.len();
        assert_eq!(time_up::once(&app.state).await.unwrap(), 1, "{cause:?}");
        assert_eq!(app.unmoved(time_up::once(&app.state)).await.unwrap(), 0, "once");
        assert_eq!(notices(&app).await.len(), before + 1);
        let ended = store::log_in_sessions::by_id(&app.state.db, &session).await.unwrap().unwrap();
        assert_eq!((ended.end_cause, ended.ended_at), (Some(cause), Some(app.now())));
        assert_eq!((said.as_str(), app.unmoved(browser.open("/home")).await.heading().as_str()), (heading, heading));
        send_waiting(&app.state).await.unwrap();
        assert_eq!(claims(&portal, &listener.heard()[0]).await["sid"], session.as_str());
    };
    ends(Duration::minutes(30), false, SessionEnd::TimeUp, "You were logged out").await;

    // Used all the time, for as long as any may last.
    let (mut browser, session) = app.in_session(&sam, Device::Same).await;
    portal.log_in(&mut browser).await;
    for _ in 0..24 {
        app.wait(Duration::millis(30 * 60_000 - 1));
        browser.get("/home").await;
        assert_eq!(app.unmoved(time_up::once(&app.state)).await.unwrap(), 0);
    }
    app.wait(Duration::millis(24));
    assert_eq!(time_up::once(&app.state).await.unwrap(), 1);
    let ended = store::log_in_sessions::by_id(&app.state.db, &session).await.unwrap().unwrap();
    assert_eq!(ended.end_cause, Some(SessionEnd::TimeUp));
    send_waiting(&app.state).await.unwrap();
    assert_eq!(listener.heard().len(), 1);

    // A minute before the key expires.
    let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap();
    app.wait(app.now().until(key.expires_at - Duration::minutes(1)));
    ends(Duration::minutes(1), false, SessionEnd::KeyEnded, "Your access key does not work any more").await;

    let link = app.reissue(&sam, false).await;
    app.added_by(&sam, &link).await;
    ends(Duration::minutes(1), true, SessionEnd::KeyEnded, "Your access key does not work any more").await;
}

/// A portal that is away is told when it is back, with a token that is good then; after hours it is given up.
async fn a_portal_that_is_away((app, listener): (TestApp, Listener)) {
    let sam = app.person("Sam", "123").await;
    let portal = app.portal();
    let (mut browser, _) = app.in_session(&sam, Device::Same).await;
    portal.log_in(&mut browser).await;
    browser.submit("/logout", &[]).await;
    listener.status.store(503, Ordering::SeqCst);
    assert_eq!(send_waiting(&app.state).await.unwrap(), 1);
    let first = claims(&portal, &listener.heard()[0]).await;
    assert_eq!(send_waiting(&app.state).await.unwrap(), 0, "not at once");
    let waiting = notices(&app).await.remove(0);
    assert!(waiting.error.unwrap().contains("503") && waiting.due_at > app.now());
    app.wait(Duration::seconds(8));
    // A redirect is no yes.
    listener.status.store(302, Ordering::SeqCst);
    assert_eq!(send_waiting(&app.state).await.unwrap(), 1);
    assert_eq!(listener.heard().len(), 1);
    app.wait(Duration::minutes(20));
    listener.status.store(204, Ordering::SeqCst);
    assert_eq!(send_waiting(&app.state).await.unwrap(), 1);
    let last = claims(&portal, &listener.heard()[0]).await;
    assert!(last["exp"].as_i64().unwrap() > app.now().as_seconds());
    assert_ne!(first["jti"], last["jti"]);
    assert!(notices(&app).await[0].sent_at.is_some());

    let (mut browser, _) = app.in_session(&sam, Device::Same).await;
    portal.log_in(&mut browser).await;
    browser.submit("/logout", &[]).await;
    listener.status.store(500, Ordering::SeqCst);
    app.wait(Duration::hours(6));
    assert_eq!(send_waiting(&app.state).await.unwrap(), 1);
    let given_up = notices(&app).await.into_iter().find(|notice| notice.sent_at.is_none()).unwrap();
    assert!(given_up.dead_at.is_some());
    app.wait(Duration::hours(6));
    assert_eq!(send_waiting(&app.state).await.unwrap(), 0);
}

/// Of two processes one tells the portal.
async fn two_processes((app, listener): (TestApp, Listener)) {
    let sam = app.person("Sam", "123").await;
    let portal = app.portal();
    for _ in 0..6 {
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        portal.log_in(&mut browser).await;
        browser.submit("/logout", &[]).await;
    }
    let other = app.replica();
    let (here, there) = tokio::join!(send_waiting(&app.state), send_waiting(&other));
    assert_eq!(here.unwrap() + there.unwrap(), 6);
    assert_eq!(listener.heard().len(), 6);
}

macro_rules! on_every_database {
    ($($(#[$attribute:meta])* $name:ident: $story:ident),+ $(,)?) => {$(
        mod $name {
            use super::{$story, app, Database};

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $story(app(Database::sqlite()).await).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $story(app(Database::postgres().await).await).await;
            }
        }
    )+};
}

on_every_database! {
    // OIDC-11
    each_portal_is_told_once: each_portal_is_told,
    // OIDC-11
    whatever_ends_a_session_is_told: whatever_ends_a_session,
    // OIDC-11, IN-2
    what_ends_by_itself_is_told: what_ends_by_itself,
    // OIDC-11
    a_portal_that_is_away_is_told_later: a_portal_that_is_away,
    // OIDC-11
    two_processes_tell_once: two_processes,
}
