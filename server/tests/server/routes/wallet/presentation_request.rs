//! `GET` and `POST /openid4vp/requests/{request}`

use super::{assert_private, error, is};
use crate::support::{Answer, Browser, Database, Holder, TestApp, Wallet, on_every_database, payload, request_path};
use axum::{
    body::Body,
    http::{Method, header},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::Duration;
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use x509_cert::der::Decode;

async fn post(wallet: &Wallet, path: &str, kind: Option<&str>, body: &str) -> Answer {
    let mut request = wallet.request(Method::POST, path);
    if let Some(kind) = kind {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    wallet.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Checks a request object as a wallet does, with a library of its own for certificates; what it says.
fn checked(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/oauth-authz-req+jwt");
    assert_private(answer);
    let parts: Vec<&str> = answer.body.split('.').collect();
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[0]).unwrap()).unwrap();
    assert_eq!((&header["typ"], &header["alg"]), (&json!("oauth-authz-req+jwt"), &json!("ES256")));
    let x5c = header["x5c"].as_array().unwrap();
    assert_eq!(x5c.len(), 1, "the authority's own certificate stays out");
    let der = STANDARD.decode(x5c[0].as_str().unwrap()).unwrap();
    let certificate = x509_cert::Certificate::from_der(&der).unwrap();
    let key = certificate.tbs_certificate().subject_public_key_info().subject_public_key.as_bytes().unwrap();
    let key = VerifyingKey::from_sec1_bytes(key).unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(parts[2]).unwrap()).unwrap();
    key.verify(format!("{}.{}", parts[0], parts[1]).as_bytes(), &signature).unwrap();
    let claims = payload(&answer.body);
    if claims["client_id"].as_str().unwrap().starts_with("x509_hash:") {
        assert_eq!(claims["client_id"], format!("x509_hash:{}", URL_SAFE_NO_PAD.encode(Sha256::digest(&der))));
    }
    claims
}

on_every_database! {
    // LOGIN-1, LOGIN-3, LOGIN-7: OpenID4VP 1.0, section 5.
    async fn it_says_who_asks_for_what(app: TestApp) {
        let (wallet, mut browser) = (Wallet::new(&app), app.browser());
        let asked = browser.ask().await;
        let now = app.now().as_seconds();
        let mut seen = BTreeSet::new();
        for (link, life) in [(&asked.button, 300), (asked.qr.as_ref().unwrap(), 120)] {
            let claims = checked(&wallet.get_request(link).await);
            let members: BTreeSet<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(members, BTreeSet::from([
                "aud", "client_id", "client_metadata", "dcql_query", "exp", "iat", "nonce", "response_mode",
                "response_type", "response_uri", "state",
            ]));
            assert_eq!(claims["aud"], "https://self-issued.me/v2");
            assert_eq!((&claims["response_type"], &claims["response_mode"]), (&json!("vp_token"), &json!("direct_post.jwt")));
            assert_eq!(claims["response_uri"], "http://localhost:3000/openid4vp/response");
            assert_eq!((&claims["iat"], &claims["exp"]), (&json!(now), &json!(now + life)));
            let link = url::Url::parse(link).unwrap();
            assert_eq!(link.query_pairs().find(|(name, _)| name == "client_id").unwrap().1, claims["client_id"].as_str().unwrap());
            assert_eq!(claims["dcql_query"], json!({ "credentials": [{
                "id": "access-key",
                "format": "dc+sd-jwt",
                "meta": { "vct_values": ["http://localhost:3000/openid4vci/types/access-key"] },
                "claims": [{ "path": ["employee_id"] }],
            }] }), "no more than says who somebody is");
            let metadata = &claims["client_metadata"];
            assert_eq!(metadata["vp_formats_supported"]["dc+sd-jwt"], json!({ "sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"] }));
            assert_eq!(metadata["encrypted_response_enc_values_supported"], json!(["A128GCM", "A256GCM"]));
            let key = &metadata["jwks"]["keys"][0];
            assert_eq!((&key["alg"], &key["use"], &key["d"]), (&json!("ECDH-ES"), &json!("enc"), &Value::Null));
            // LOGIN-3: nothing is used for two requests.
            for once in [&claims["nonce"], &claims["state"], &key["kid"], &key["x"]] {
                assert!(once.as_str().unwrap().len() >= 22, "128 bits: {once}");
                assert!(seen.insert(once.to_string()), "{once}");
            }
        }
    }

    // LOGIN-2
    async fn a_wallet_may_post_a_nonce_of_its_own(app: TestApp) {
        let (wallet, mut browser) = (Wallet::new(&app), app.browser());
        let path = request_path(&browser.ask().await.qr.unwrap());
        let answer = post(&wallet, &path, FORM, "wallet_nonce=from+the+wallet&wallet_metadata=%7B%7D").await;
        assert_eq!(error(&answer), is(400, "invalid_request"));
        let claims = checked(&post(&wallet, &path, FORM, "wallet_nonce=from-the-wallet&wallet_metadata=%7B%7D&other=1").await);
        assert_eq!(claims["wallet_nonce"], "from-the-wallet");
        for (kind, body) in [(FORM, ""), (None, ""), (FORM, "wallet_nonce="), (FORM, "other=1")] {
            let claims = checked(&post(&wallet, &path, kind, body).await);
            assert_eq!(claims["wallet_nonce"], Value::Null, "{body}");
        }
        for (kind, body) in [
            (FORM, "wallet_nonce=a&wallet_nonce=b".to_owned()),
            (FORM, format!("wallet_nonce={}", "a".repeat(513))),
            (Some("application/json"), "{}".to_owned()),
            (None, "wallet_nonce=a".to_owned()),
        ] {
            assert_eq!(error(&app.unmoved(post(&wallet, &path, kind, &body)).await), is(400, "invalid_request"), "{body}");
        }
    }

    // LOGIN-2: some wallets read it twice, and in both ways.
    async fn it_is_served_until_it_is_answered(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let link = browser.ask().await.qr.unwrap();
        let (first, changes) = app.changes(holder.wallet.get_request(&link)).await;
        assert_eq!(changes, ["presentation_request.fetched_at"]);
        let (first, second) = (checked(&first), checked(&app.unmoved(holder.wallet.get_request(&link)).await));
        assert_eq!(first, second);
        app.wait(Duration::seconds(10));
        let third = checked(&app.unmoved(post(&holder.wallet, &request_path(&link), FORM, "wallet_nonce=n")).await);
        assert_eq!((&third["nonce"], &third["state"], &third["exp"]), (&first["nonce"], &first["state"], &first["exp"]));
        let request = holder.wallet.read_request(&link).await;
        assert_eq!(holder.share(&request).await.status, 200);
        for answer in [holder.wallet.get_request(&link).await, post(&holder.wallet, &request_path(&link), FORM, "").await] {
            assert_eq!(error(&answer), is(410, "invalid_request_uri"));
        }
    }

    async fn what_was_never_asked_is_not_there(app: TestApp) {
        let wallet = Wallet::new(&app);
        for name in ["unknown", "AAAAAAAAAAAAAAAAAAAAAA", "a%00b", "%27", &"a".repeat(100)] {
            let path = format!("/openid4vp/requests/{name}");
            let got = app.unmoved(wallet.send(wallet.request(Method::GET, &path).body(Body::empty()).unwrap())).await;
            assert_eq!(error(&got), is(404, "invalid_request_uri"), "{name}");
            assert_eq!(error(&app.unmoved(post(&wallet, &path, FORM, "")).await), is(404, "invalid_request_uri"), "{name}");
        }
    }
}

/// What a request says under some settings, and whether an answer to it is taken, in each way to encrypt.
async fn round(change: impl FnOnce(&mut server::config::Settings)) -> Value {
    let app = TestApp::with(Database::sqlite(), change).await;
    let sam = app.person("Sam", "123").await;
    let holder: Holder = app.holder(&sam).await;
    let mut claims = Value::Null;
    for encryption in ["A128GCM", "A256GCM"] {
        let mut browser: Browser = app.browser();
        let link = browser.ask().await.qr.unwrap();
        claims = checked(&holder.wallet.get_request(&link).await);
        let request = holder.wallet.read_request(&link).await;
        let shown = crate::support::answer(&request, &holder.presentation(&request).text());
        let answer = holder.wallet.answer_by(&request, &shown, encryption).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "{}"), "{encryption}");
    }
    claims
}

// LOGIN-1, LOGIN-7
#[tokio::test]
async fn every_name_and_mode_is_understood() {
    use server::config::{ClientIdPrefix::X509SanDns, ResponseMode::DirectPost};
    let plain = round(|settings| settings.log_in.response_mode = DirectPost).await;
    assert_eq!(plain["response_mode"], "direct_post");
    assert_eq!(plain["client_metadata"].as_object().unwrap().len(), 1, "no key: {plain}");
    let named = round(|settings| settings.log_in.client_id = X509SanDns).await;
    assert_eq!(
        (&named["client_id"], &named["response_mode"]),
        (&json!("x509_san_dns:localhost"), &json!("direct_post.jwt"))
    );
    let both = round(|settings| {
        settings.log_in.client_id = X509SanDns;
        settings.log_in.response_mode = DirectPost;
    })
    .await;
    assert_eq!((&both["client_id"], &both["response_mode"]), (&json!("x509_san_dns:localhost"), &json!("direct_post")));
}
