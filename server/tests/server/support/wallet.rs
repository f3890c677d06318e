//! A wallet that can be told to misbehave. It builds its tokens from the bare signature library, so that it does not
//! repeat a mistake of the code that it tests; whole wallets by other people run in the browser tests.

use super::browser::Answer;
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::DecodePrivateKey,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

const ISSUER: &str = "http://localhost:3000";
static KEYS: AtomicU8 = AtomicU8::new(1);
static PROOFS: AtomicU64 = AtomicU64::new(1);

/// A key pair of a wallet.
#[derive(Clone)]
pub struct HolderKey(SigningKey);

impl HolderKey {
    pub fn new() -> Self {
        let mut seed = [0x42; 32];
        seed[31] = KEYS.fetch_add(1, Ordering::SeqCst);
        Self::from_bytes(&seed)
    }

    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_slice(bytes).unwrap())
    }

    pub fn from_pem(pem: &str) -> Self {
        Self(SigningKey::from_pkcs8_pem(pem).unwrap())
    }

    pub fn jwk(&self) -> Value {
        let point = self.0.verifying_key().to_sec1_point(false);
        let text = |bytes: Option<&p256::FieldBytes>| URL_SAFE_NO_PAD.encode(bytes.unwrap());
        json!({ "kty": "EC", "crv": "P-256", "x": text(point.x()), "y": text(point.y()) })
    }

    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let input =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature: Signature = self.0.sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

/// A wallet app.
#[derive(Clone)]
pub struct Wallet {
    router: Router,
    clock: server::clock::Clock,
    pub key: HolderKey,
    /// The issuer's own key, for credentials that no issuer would sign.
    pub issuer: HolderKey,
    /// Set: tokens are bound to it.
    pub dpop: Option<HolderKey>,
}

impl Wallet {
    pub fn new(app: &super::TestApp) -> Self {
        Self {
            router: app.router.clone(),
            clock: app.state.clock.clone(),
            key: HolderKey::new(),
            issuer: app.issuer_key(),
            dpop: None,
        }
    }

    pub fn with_dpop(mut self) -> Self {
        self.dpop = Some(HolderKey::new());
        self
    }

    /// The same wallet at another replica.
    pub fn at(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    pub fn seconds(&self) -> i64 {
        self.clock.now().as_seconds()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        super::Browser::new(self.router.clone()).send(request).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::HOST, "localhost:3000")
    }

    /// Reads the offer that a link or QR code points to.
    pub async fn offer(&self, link: &str) -> Answer {
        let url = url::Url::parse(link).unwrap();
        let reference = url.query_pairs().find(|(name, _)| name == "credential_offer_uri").unwrap().1.into_owned();
        let path = reference.strip_prefix(ISSUER).unwrap().to_owned();
        self.send(self.request(Method::GET, &path).body(Body::empty()).unwrap()).await
    }

    /// The pre-authorized code in the offer that a link points to.
    pub async fn pre_authorized_code(&self, link: &str) -> String {
        let offer = self.offer(link).await.json();
        offer["grants"]["urn:ietf:params:oauth:grant-type:pre-authorized_code"]["pre-authorized_code"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub async fn token(&self, code: &str) -> Answer {
        self.token_with(&[
            ("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code"),
            ("pre-authorized_code", code),
        ])
        .await
    }

    pub async fn token_with(&self, form: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = self
            .request(Method::POST, "/openid4vci/token")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(proof) = self.dpop_proof("/openid4vci/token", None) {
            request = request.header("dpop", proof);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A DPoP proof for one request.
    pub fn dpop_proof(&self, path: &str, access_token: Option<&str>) -> Option<String> {
        let key = self.dpop.as_ref()?;
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": key.jwk() });
        let mut claims = json!({
            "htm": "POST",
            "htu": format!("{ISSUER}{path}"),
            "iat": self.seconds(),
            "jti": format!("proof-{}", PROOFS.fetch_add(1, Ordering::SeqCst)),
        });
        if let Some(token) = access_token {
            claims["ath"] = URL_SAFE_NO_PAD.encode(Sha256::digest(token)).into();
        }
        Some(key.sign(&header, &claims))
    }

    pub async fn nonce(&self) -> String {
        let answer = self.send(self.request(Method::POST, "/openid4vci/nonce").body(Body::empty()).unwrap()).await;
        answer.json()["c_nonce"].as_str().unwrap().to_owned()
    }

    /// A proof of the holder key over a nonce.
    pub fn proof(&self, nonce: &str) -> String {
        let header = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": self.key.jwk() });
        self.key.sign(&header, &json!({ "aud": ISSUER, "iat": self.seconds(), "nonce": nonce }))
    }

    /// Asks for the credential with a fresh nonce.
    pub async fn credential(&self, token: &str) -> Answer {
        let nonce = self.nonce().await;
        self.credential_with(
            token,
            &json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [self.proof(&nonce)] } }),
        )
        .await
    }

    pub async fn credential_with(&self, token: &str, body: &Value) -> Answer {
        self.post(token, "/openid4vci/credential", body).await
    }

    pub async fn notify(&self, token: &str, notification_id: &str, event: &str) -> Answer {
        self.post(token, "/openid4vci/notification", &json!({ "notification_id": notification_id, "event": event }))
            .await
    }

    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        let scheme = if self.dpop.is_some() { "DPoP" } else { "Bearer" };
        let mut request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("{scheme} {token}"));
        if let Some(proof) = self.dpop_proof(path, Some(token)) {
            request = request.header("dpop", proof);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// The whole way from the link to the credential; what the credential endpoint answered.
    pub async fn collect(&self, link: &str) -> Value {
        let code = self.pre_authorized_code(link).await;
        let token = self.token(&code).await.json();
        let token = token["access_token"].as_str().unwrap_or_else(|| panic!("no token: {token}"));
        let answer = self.credential(token).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let mut answer = answer.json();
        answer["access_token"] = token.into();
        answer
    }
}

/// The payload of a JSON Web Token or SD-JWT, unchecked.
pub fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
