//! What wallets speak to.

mod access;
mod credential;
mod credential_refused;
mod dpop_nonce;
mod metadata;
mod nonce;
mod notification;
mod offer;
mod presentation_refused;
mod presentation_request;
mod presentation_response;
mod status_list;
mod token;
mod type_metadata;

use crate::support::{Answer, Database, HolderKey, Person, TestApp, Wallet};
use axum::{body::Body, http::Method};
use serde_json::{Value, json};

/// Status and error code; the body is an object with nothing but the error and its description, and not to be kept.
fn error(answer: &Answer) -> (u16, String) {
    let body = answer.json();
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert!(members == ["error", "error_description"] || members == ["error"], "{body}");
    if let Some(description) = body["error_description"].as_str() {
        assert!(
            description.bytes().all(|byte| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e)),
            "{description}"
        );
    }
    assert_private(answer);
    assert_eq!(answer.headers["content-type"], "application/json");
    (answer.status.as_u16(), body["error"].as_str().unwrap().to_owned())
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// An answer for this wallet alone.
fn assert_private(answer: &Answer) {
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
    assert!(!answer.headers.contains_key("set-cookie"));
}

/// A document for anybody, from any page.
fn assert_public(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert_eq!(answer.headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(answer.headers["cache-control"], "public, max-age=300");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert!(!answer.headers.contains_key("set-cookie"));
}

/// A document that is the same for everybody, checked for what holds for all of them.
async fn document(path: &str) -> Value {
    let app = TestApp::new(Database::sqlite()).await;
    let wallet = Wallet::new(&app);
    let answer = app.unmoved(get(&wallet, path)).await;
    assert_public(&answer);
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(app.unmoved(post(&wallet, path, &[], "")).await.status, 405);
    answer.json()
}

/// An offer that is open, and the wallet that is to have it.
async fn offered(app: &TestApp, person: &Person) -> (Wallet, String) {
    let link = app.invite(person).await;
    (Wallet::new(app), app.verified(person, &link).await.offer_link().await)
}

/// A wallet with an access token.
async fn with_token(app: &TestApp, person: &Person) -> (Wallet, String) {
    let (wallet, link) = offered(app, person).await;
    let token = wallet.access_token(&link).await;
    (wallet, token)
}

/// The credential in an answer.
fn credential(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["credentials"][0]["credential"].as_str().unwrap().to_owned()
}

async fn get(wallet: &Wallet, path: &str) -> Answer {
    wallet.send(wallet.request(Method::GET, path).body(Body::empty()).unwrap()).await
}

/// One POST with the headers that are given, and no others.
async fn post(wallet: &Wallet, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let mut request = wallet.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    wallet.send(request.body(body.into()).unwrap()).await
}

/// A proof that fits but for what `change` does to its header and claims.
async fn proof(app: &TestApp, wallet: &Wallet, change: impl FnOnce(&mut Value, &mut Value)) -> String {
    let mut header = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": wallet.key.jwk() });
    let nonce = wallet.nonce().await;
    let mut claims = json!({ "aud": "http://localhost:3000", "iat": app.now().as_seconds(), "nonce": nonce });
    change(&mut header, &mut claims);
    wallet.key.sign(&header, &claims)
}

fn request(proof: &str) -> Value {
    json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [proof] } })
}

/// A DPoP proof that fits but for what `change` does to its header and claims.
fn dpop(
    app: &TestApp,
    key: &HolderKey,
    path: &str,
    access_token: Option<&str>,
    change: impl FnOnce(&mut Value, &mut Value),
) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use sha2::{Digest, Sha256};
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": key.jwk() });
    let jti = format!("own-{}", NEXT.fetch_add(1, Ordering::SeqCst));
    let mut claims = json!({ "htm": "POST", "htu": format!("http://localhost:3000{path}"), "iat": app.now().as_seconds(), "jti": jti });
    if let Some(token) = access_token {
        claims["ath"] = URL_SAFE_NO_PAD.encode(Sha256::digest(token)).into();
    }
    change(&mut header, &mut claims);
    key.sign(&header, &claims)
}

/// Larger than any request may be.
fn too_large() -> String {
    format!("{{\"padding\":\"{}\"}}", "A".repeat(64 * 1024))
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");
