//! `GET /openid4vci/offers/{reference}` (OpenID4VCI 1.0, section 4.1.3).

use super::{assert_private, error, get, is, offered};
use crate::support::{Database, TestApp, on_every_database};
use domain::Duration;
use serde_json::{Value, json};
use server::config::{OfferBy, WalletProfile};

fn reference(link: &str) -> String {
    let url = url::Url::parse(link).unwrap();
    let uri = url.query_pairs().find(|(name, _)| name == "credential_offer_uri").unwrap().1.into_owned();
    uri.strip_prefix("http://localhost:3000").unwrap().to_owned()
}

fn offer(code: &Value) -> Value {
    json!({
        "credential_issuer": "http://localhost:3000",
        "credential_configuration_ids": ["access-key"],
        "grants": { "urn:ietf:params:oauth:grant-type:pre-authorized_code": { "pre-authorized_code": code } },
    })
}

fn code_in(offer: &Value) -> &Value {
    &offer["grants"]["urn:ietf:params:oauth:grant-type:pre-authorized_code"]["pre-authorized_code"]
}

on_every_database! {
    // ISSUE-6
    async fn it_holds_the_code_and_nothing_about_the_person(app: TestApp) {
        let sam = app.person("Sam", "521").await;
        let (wallet, link) = offered(&app, &sam).await;
        assert!(link.starts_with("openid-credential-offer://?credential_offer_uri=http"), "{link}");
        let answer = get(&wallet, &reference(&link)).await;
        assert_eq!((answer.status.as_u16(), &answer.headers["content-type"]), (200, &"application/json".parse().unwrap()));
        assert_private(&answer);
        let body = answer.json();
        assert_eq!(body, offer(code_in(&body)));
        assert_eq!(code_in(&body).as_str().unwrap().len(), 43, "256 bits");
    }

    // ISSUE-6
    async fn unknown_malformed_ended_and_redeemed_look_alike(app: TestApp) {
        let sam = app.person("Sam", "522").await;
        let (wallet, link) = offered(&app, &sam).await;
        let good = reference(&link);
        let unknown = format!("/openid4vci/offers/{}", "A".repeat(43));
        let expected = get(&wallet, &unknown).await;
        assert_eq!(error(&expected), is(404, "not_found"));
        wallet.access_token(&link).await;
        for path in [good.as_str(), "/openid4vci/offers/x", &good[..good.len() - 1], &format!("{good}A"), "/openid4vci/offers/%00"] {
            let answer = app.unmoved(get(&wallet, path)).await;
            assert_eq!((answer.status, answer.body), (expected.status, expected.body.clone()), "{path}");
        }
        let alex = app.person("Alex", "523").await;
        let (_, link) = offered(&app, &alex).await;
        app.wait(Duration::minutes(5));
        let answer = app.unmoved(get(&wallet, &reference(&link))).await;
        assert_eq!((answer.status, answer.body), (expected.status, expected.body));
    }

    /// The reference and the code are two secrets: who sees the address has not yet the code.
    async fn the_reference_is_not_the_code(app: TestApp) {
        let sam = app.person("Sam", "524").await;
        let (wallet, link) = offered(&app, &sam).await;
        let name = reference(&link).rsplit('/').next().unwrap().to_owned();
        assert_ne!(name, wallet.pre_authorized_code(&link).await);
        assert_eq!(error(&app.unmoved(wallet.token(&name)).await), is(400, "invalid_grant"));
    }
}

// ISSUE-6
/// For wallets that do not fetch.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_by_value_is_in_the_link_itself() {
    let app = TestApp::with(Database::sqlite(), |settings| {
        settings
            .wallets
            .insert("plain".to_owned(), WalletProfile { offer: OfferBy::Value, ..WalletProfile::default() });
        settings.organisation.wallet = "plain".to_owned();
    })
    .await;
    let sam = app.person("Sam", "525").await;
    let (wallet, link) = offered(&app, &sam).await;
    let url = url::Url::parse(&link).unwrap();
    let body: Value =
        serde_json::from_str(&url.query_pairs().find(|(name, _)| name == "credential_offer").unwrap().1).unwrap();
    assert_eq!(body, offer(code_in(&body)));
    assert_eq!(wallet.token(code_in(&body).as_str().unwrap()).await.status, 200);
}
