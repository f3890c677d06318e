//! `POST /openid4vci/token` (OpenID4VCI 1.0, section 6).

use super::{FORM, JSON, assert_private, dpop, error, get, is, offered, post, too_large};
use crate::support::{Database, HolderKey, TestApp, Wallet, on_every_database};
use domain::Duration;
use serde_json::json;
use server::config::WalletProfile;

const PATH: &str = "/openid4vci/token";
const GRANT: (&str, &str) = ("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code");
const REDEEMED: [&str; 3] = ["access_token +1", "audit +1", "offer.redeemed_at"];

on_every_database! {
    // ISSUE-1, ISSUE-8
    async fn a_code_is_exchanged_for_a_token(app: TestApp) {
        let sam = app.person("Sam", "501").await;
        let (wallet, link) = offered(&app, &sam).await;
        let code = wallet.pre_authorized_code(&link).await;
        let (answer, changes) = app.changes(wallet.token(&code)).await;
        assert_eq!(answer.status, 200);
        assert_private(&answer);
        let body = answer.json();
        let token = body["access_token"].as_str().unwrap();
        assert_eq!(token.len(), 43, "256 bits");
        assert_eq!(body, json!({ "access_token": token, "token_type": "Bearer", "expires_in": 300 }));
        assert_eq!(changes, REDEEMED);
        assert_eq!(app.audit().await.last().unwrap(), "offer-redeemed");
    }

    // ISSUE-7
    async fn a_token_can_be_bound_to_a_key(app: TestApp) {
        let sam = app.person("Sam", "502").await;
        let (wallet, link) = offered(&app, &sam).await;
        let answer = wallet.with_dpop().token(&wallet_code(&app, &link).await).await.json();
        assert_eq!(answer["token_type"], "DPoP");
    }

    // ISSUE-5, ISSUE-11
    async fn wrong_requests_are_refused_by_name_and_change_nothing(app: TestApp) {
        let sam = app.person("Sam", "503").await;
        let (wallet, link) = offered(&app, &sam).await;
        let code = wallet.pre_authorized_code(&link).await;
        let code = ("pre-authorized_code", code.as_str());
        let unknown = ("pre-authorized_code", "A".repeat(43));
        let unknown = (unknown.0, unknown.1.as_str());
        let long = "A".repeat(513);
        let cases: [(&[(&str, &str)], &str); 12] = [
            (&[], "invalid_request"),
            (&[code], "invalid_request"),
            (&[("grant_type", ""), code], "invalid_request"),
            (&[GRANT], "invalid_request"),
            (&[GRANT, ("pre-authorized_code", "")], "invalid_request"),
            (&[GRANT, code, code], "invalid_request"),
            (&[GRANT, GRANT, code], "invalid_request"),
            (&[GRANT, ("pre-authorized_code", &long)], "invalid_request"),
            (&[GRANT, code, ("tx_code", "123456")], "invalid_request"),
            (&[("grant_type", "authorization_code"), code], "unsupported_grant_type"),
            (&[("grant_type", "refresh_token"), ("refresh_token", "A")], "unsupported_grant_type"),
            (&[GRANT, unknown], "invalid_grant"),
        ];
        for (form, expected) in cases {
            assert_eq!(error(&app.unmoved(wallet.token_with(form)).await), is(400, expected), "{form:?}");
        }
        assert_eq!(wallet.token_with(&[GRANT, code]).await.status, 200);
    }

    async fn only_a_form_is_read(app: TestApp) {
        let sam = app.person("Sam", "504").await;
        let (wallet, link) = offered(&app, &sam).await;
        let code = wallet.pre_authorized_code(&link).await;
        let form = format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code={code}");
        let body = json!({ "grant_type": GRANT.1, "pre-authorized_code": code }).to_string();
        for (headers, body) in [(&[JSON][..], &body), (&[JSON], &form), (&[], &form)] {
            assert_eq!(error(&app.unmoved(post(&wallet, PATH, headers, body.clone())).await), is(400, "invalid_request"), "{headers:?}");
        }
        // Nor is the address: codes in addresses end up in logs.
        assert_eq!(error(&app.unmoved(post(&wallet, &format!("{PATH}?{form}"), &[FORM], "")).await), is(400, "invalid_request"));
        assert_eq!(app.unmoved(get(&wallet, &format!("{PATH}?{form}"))).await.status, 405);
        let charset = ("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
        assert_eq!(post(&wallet, PATH, &[charset], form).await.status, 200);
    }

    // ISSUE-18
    async fn unknown_parameters_are_ignored(app: TestApp) {
        let sam = app.person("Sam", "505").await;
        let (wallet, link) = offered(&app, &sam).await;
        let code = wallet.pre_authorized_code(&link).await;
        let form = [GRANT, ("pre-authorized_code", &code), ("client_id", "some-wallet"), ("shoe_size", "44"), ("resource", "a"), ("resource", "b")];
        assert_eq!(wallet.token_with(&form).await.status, 200);
    }

    // ISSUE-1
    async fn a_code_is_good_for_five_minutes_to_the_millisecond(app: TestApp) {
        for (number, wait, status) in [("506", 299_999, 200), ("507", 300_000, 400)] {
            let sam = app.person(number, number).await;
            let (wallet, link) = offered(&app, &sam).await;
            let code = wallet.pre_authorized_code(&link).await;
            app.wait(Duration::millis(wait));
            assert_eq!(wallet.token(&code).await.status, status);
        }
    }

    async fn expired_ended_and_used_look_like_unknown(app: TestApp) {
        let sam = app.person("Sam", "508").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let unknown = wallet.token(&"A".repeat(43)).await;

        let ended = wallet.pre_authorized_code(&browser.offer_link().await).await;
        app.wait(Duration::seconds(1));
        browser.press("/key/add/renew", &[("by", "button")]).await;
        let expired = wallet.pre_authorized_code(&browser.offer_link().await).await;
        app.wait(Duration::minutes(5));
        assert_eq!(app.unmoved(wallet.token(&expired)).await.body, unknown.body);
        assert_eq!(app.unmoved(wallet.token(&ended)).await.body, unknown.body);
        browser.press("/key/add/renew", &[("by", "button")]).await;
        let used = wallet.pre_authorized_code(&browser.offer_link().await).await;
        assert_eq!(wallet.token(&used).await.status, 200);
        let again = wallet.token(&used).await;
        assert_eq!((error(&again), &again.body), (is(400, "invalid_grant"), &unknown.body));
    }

    // ISSUE-7
    async fn a_wrong_dpop_proof_is_refused_and_the_code_stays_good(app: TestApp) {
        let sam = app.person("Sam", "509").await;
        let (wallet, link) = offered(&app, &sam).await;
        let code = wallet.pre_authorized_code(&link).await;
        let form = format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code={code}");
        let (key, other) = (HolderKey::new(), HolderKey::new());
        let wrong = [
            "not a proof".to_owned(),
            dpop(&app, &key, PATH, None, |_, claims| claims["htm"] = "GET".into()),
            dpop(&app, &key, "/openid4vci/credential", None, |_, _| {}),
            dpop(&app, &key, PATH, None, |_, claims| claims["htu"] = "https://localhost:3000/openid4vci/token".into()),
            dpop(&app, &key, PATH, None, |_, claims| claims["iat"] = (app.now().as_seconds() - 61).into()),
            dpop(&app, &key, PATH, None, |_, claims| claims["iat"] = (app.now().as_seconds() + 61).into()),
            dpop(&app, &key, PATH, None, |_, claims| claims["jti"] = "".into()),
            dpop(&app, &key, PATH, None, |header, _| header["typ"] = "jwt".into()),
            dpop(&app, &key, PATH, None, |header, _| header["alg"] = "none".into()),
            dpop(&app, &key, PATH, None, |header, _| header["jwk"] = other.jwk()),
        ];
        for proof in &wrong {
            let answer = app.unmoved(post(&wallet, PATH, &[FORM, ("dpop", proof)], form.clone())).await;
            assert_eq!(error(&answer), is(400, "invalid_dpop_proof"), "{proof}");
        }
        let good = || dpop(&app, &key, PATH, None, |_, _| {});
        let two = app.unmoved(post(&wallet, PATH, &[FORM, ("dpop", &good()), ("dpop", &good())], form.clone())).await;
        assert_eq!(error(&two), is(400, "invalid_dpop_proof"));

        let proof = good();
        let (answer, changes) = app.changes(post(&wallet, PATH, &[FORM, ("dpop", &proof)], form.clone())).await;
        assert_eq!(answer.json()["token_type"], "DPoP");
        assert_eq!(changes, ["access_token +1", "audit +1", "offer.redeemed_at", "spent +1"]);
    }

    // ISSUE-7
    async fn a_dpop_proof_is_good_once(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "510").await, app.person("Alex", "511").await);
        let (wallet, first) = offered(&app, &sam).await;
        let (_, second) = offered(&app, &alex).await;
        let proof = dpop(&app, &HolderKey::new(), PATH, None, |_, _| {});
        for (link, status) in [(first, 200), (second, 400)] {
            let code = wallet.pre_authorized_code(&link).await;
            let form = format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code={code}");
            let answer = post(&wallet, PATH, &[FORM, ("dpop", &proof)], form).await;
            assert_eq!(answer.status, status);
            if status == 400 {
                assert_eq!(error(&answer), is(400, "invalid_dpop_proof"));
            }
        }
    }

    // ISSUE-19
    async fn a_body_over_the_limit_is_not_read(app: TestApp) {
        let wallet = Wallet::new(&app);
        assert_eq!(app.unmoved(post(&wallet, PATH, &[FORM], too_large())).await.status, 413);
    }
}

async fn wallet_code(app: &TestApp, link: &str) -> String {
    Wallet::new(app).pre_authorized_code(link).await
}

/// A service whose wallet profile asks for a transaction code.
async fn asking(database: Database) -> TestApp {
    TestApp::with(database, |settings| {
        settings.wallets.insert("strict".to_owned(), WalletProfile { tx_code: true, ..WalletProfile::default() });
        settings.organisation.wallet = "strict".to_owned();
    })
    .await
}

async fn transaction_codes(app: TestApp) {
    let sam = app.person("Sam", "512").await;
    let link = app.invite(&sam).await;
    let mut browser = app.with_code(&link).await;
    let code = app.code(&sam).await;
    app.wait(Duration::seconds(1));
    browser.enter(&code).await;
    assert_eq!(app.texts(&sam).await, 2, "the security code and the transaction code");
    let tx_code = app.outbox().await[0].text.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
    let wallet = Wallet::new(&app);
    let offer = wallet.offer(&browser.offer_link().await).await.json();
    let grant = &offer["grants"][GRANT.1];
    assert_eq!(grant["tx_code"]["length"], 6);
    let code = ("pre-authorized_code", grant["pre-authorized_code"].as_str().unwrap());

    assert_eq!(error(&app.unmoved(wallet.token_with(&[GRANT, code])).await), is(400, "invalid_request"));
    let wrong = if tx_code == "000000" { "000001" } else { "000000" };
    for _ in 0..4 {
        let (answer, changes) = app.changes(wallet.token_with(&[GRANT, code, ("tx_code", wrong)])).await;
        assert_eq!((error(&answer), changes), (is(400, "invalid_grant"), vec!["offer.tx_code_tries".to_owned()]));
    }
    assert_eq!(wallet.token_with(&[GRANT, code, ("tx_code", &tx_code)]).await.status, 200);

    // Five wrong ones end an offer; the next has the same code, and no second text is sent.
    app.wait(Duration::seconds(1));
    browser.press("/key/add/renew", &[("by", "button")]).await;
    let next = wallet.pre_authorized_code(&browser.offer_link().await).await;
    let code = ("pre-authorized_code", next.as_str());
    for _ in 0..5 {
        wallet.token_with(&[GRANT, code, ("tx_code", wrong)]).await;
    }
    assert_eq!(
        error(&app.unmoved(wallet.token_with(&[GRANT, code, ("tx_code", &tx_code)])).await),
        is(400, "invalid_grant")
    );
    assert_eq!(app.texts(&sam).await, 2);
}

// ISSUE-5
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transaction_codes_sqlite() {
    transaction_codes(asking(Database::sqlite()).await).await;
}

// ISSUE-5
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transaction_codes_postgres() {
    transaction_codes(asking(Database::postgres().await).await).await;
}
