//! Nothing secret and nothing personal reaches the log, at any level.

use crate::support::{Database, TestApp, Wallet};
use contract::Page;
use domain::{LinkKind, Purpose};
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// Keeps what is logged.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Begins a log of this thread with everything in it, at every level; ends with the guard.
    pub(super) fn begin() -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(log.clone())
            .with_ansi(false)
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    /// Whether a text stands in the log by itself, not as a part of a longer number or name.
    pub(super) fn tells(&self, text: &str) -> bool {
        let log = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        log.match_indices(text)
            .any(|(at, _)| !joins(log[..at].chars().next_back()) && !joins(log[at + text.len()..].chars().next()))
    }
}

/// A whole journey with mistakes on the way: a wrong code, a link that does not exist, an offer that is asked for twice,
/// tokens in the wrong places, a key that is replaced and one that is revoked. Everything that must not be told.
async fn journey(app: &TestApp) -> Vec<(&'static str, String)> {
    let sam = app.person("Ottoline", "987").await;
    let employee = app.employee(&sam).await;
    let mut secrets = vec![
        ("given name", employee.given_name.clone()),
        ("email address", employee.email.clone()),
        ("phone number", employee.phone.clone()),
        ("staff number", employee.staff_number.clone()),
    ];
    let mut browser = app.browser();
    browser.open("/k/notAToken").await;
    secrets.push(("malformed link", "notAToken".to_owned()));
    let link = app.invite(&sam).await;
    secrets.push(("link", link.strip_prefix("/k/").unwrap().to_owned()));
    browser.open(&link).await;
    browser.press("/key/continue", &[]).await;
    secrets.push(("cookie", browser.cookies["latchkey-flow"].clone()));
    browser.press("/key/send-code", &[("after", "0")]).await;
    let (right, wrong) = (app.code(&sam).await, app.wrong_code(&sam).await);
    browser.press("/key/enter-code", &[("code", &wrong)]).await;
    browser.press("/key/enter-code", &[("code", "typed by mistake")]).await;
    let Page::AddKey(page) = browser.act("/key/enter-code", &[("code", &right)]).await else { panic!("no offer") };
    secrets.extend([("code", right), ("wrong code", wrong), ("no code", "typed by mistake".to_owned())]);
    secrets.push(("second cookie", browser.cookies["latchkey-flow"].clone()));

    let (offer, wallet) = (page.offer.unwrap().link, Wallet::new(app));
    secrets.push(("reference", offer.rsplit("%2F").next().unwrap().to_owned()));
    let code = wallet.pre_authorized_code(&offer).await;
    secrets.push(("pre-authorized code", code.clone()));
    wallet
        .token_with(&[
            ("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code"),
            ("pre-authorized_code", "wrongGrant"),
        ])
        .await;
    let token = wallet.token(&code).await.json()["access_token"].as_str().unwrap().to_owned();
    let nonce = wallet.nonce().await;
    wallet.credential_with("wrongToken", &serde_json::json!({})).await;
    wallet.credential_with(&token, &serde_json::json!({ "credential_configuration_id": "wrongConfiguration" })).await;
    let proof = wallet.proof(&nonce);
    let body = serde_json::json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [proof] } });
    let answer = wallet.credential_with(&token, &body).await.json();
    wallet.credential_with(&token, &body).await;
    wallet.token(&code).await;
    let notification = answer["notification_id"].as_str().unwrap().to_owned();
    wallet.notify(&token, &notification, "credential_accepted").await;
    wallet.notify(&token, "wrongNotification", "credential_accepted").await;
    for (kind, text) in
        [("wrong grant", "wrongGrant"), ("wrong token", "wrongToken"), ("wrong notification", "wrongNotification")]
    {
        secrets.push((kind, text.to_owned()));
    }
    secrets.extend([("access token", token), ("nonce", nonce), ("proof", proof), ("notification id", notification)]);
    secrets.push(("credential", answer["credentials"][0]["credential"].as_str().unwrap().to_owned()));

    app.invite_as(&sam, Purpose::Replace, LinkKind::Download, true).await.unwrap();
    secrets.push(("second link", app.newest_link(&sam).await.strip_prefix("/k/").unwrap().to_owned()));
    server::jobs::sweep::once(&app.state).await.unwrap();
    app.state.db.clone().close().await.unwrap();
    assert_eq!(browser.get("/key").await.status, 503);
    secrets
}

// LOG-2, LINK-7, KEYS-4: on one thread, whose log is this test's own.
#[tokio::test]
async fn nothing_secret_or_personal_is_logged() {
    // With one subscriber alone, what another thread reaches first would be switched off for all.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let (log, _guard) = Log::begin();
    let secrets = journey(&TestApp::new(Database::sqlite()).await).await;
    assert!(log.tells("/key/enter-code") && log.tells("/k/{token}") && log.tells("a request failed"));
    for (kind, secret) in secrets {
        assert!(!log.tells(&secret), "{kind} {secret}");
    }
}
