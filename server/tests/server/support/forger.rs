//! A provider of single sign-on that answers as a test says: what a correct one never would.

use super::{Answer, TestApp, asked};
use axum::{
    Json, Router,
    extract::State,
    http::HeaderMap,
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::{Arc, Mutex};

/// The provider.
#[derive(Clone)]
pub struct Forger {
    pub issuer: String,
    says: Arc<Mutex<Says>>,
}

/// What it answers, and what it was asked.
struct Says {
    metadata: Value,
    key_name: String,
    id_token: String,
    exchanges: Vec<(HeaderMap, String)>,
    keys_read: usize,
}

/// An ID token before it is signed.
#[derive(Clone)]
pub struct Forged {
    pub header: Value,
    pub claims: Value,
    pub sign: Sign,
}

/// How it is signed.
#[derive(Clone, Copy)]
pub enum Sign {
    /// With the provider's key.
    Own,
    /// With another key under the same name.
    Other,
    /// With the provider's key; something was changed after.
    Changed,
    /// With the client's secret.
    Secret,
    /// Not at all.
    Nothing,
}

impl Forger {
    pub async fn start() -> Self {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", socket.local_addr().unwrap());
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        });
        let says = Says {
            metadata,
            key_name: "first".to_owned(),
            id_token: String::new(),
            exchanges: Vec::new(),
            keys_read: 0,
        };
        let forger = Self { issuer, says: Arc::new(Mutex::new(says)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(Self::metadata))
            .route("/keys", get(Self::keys))
            .route("/token", post(Self::token))
            .with_state(forger.clone());
        tokio::spawn(async move { axum::serve(socket, router).await });
        forger
    }

    async fn metadata(State(forger): State<Self>) -> Json<Value> {
        Json(forger.says.lock().unwrap().metadata.clone())
    }

    async fn keys(State(forger): State<Self>) -> Json<Value> {
        let mut says = forger.says.lock().unwrap();
        says.keys_read += 1;
        let point = key(Sign::Own).verifying_key().to_sec1_point(false);
        let coordinate = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (x, y) = (coordinate(point.x().unwrap()), coordinate(point.y().unwrap()));
        let key = json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": says.key_name, "x": x, "y": y });
        Json(json!({ "keys": [key] }))
    }

    async fn token(State(forger): State<Self>, headers: HeaderMap, body: String) -> Json<Value> {
        let mut says = forger.says.lock().unwrap();
        says.exchanges.push((headers, body));
        Json(json!({ "access_token": "opaque", "token_type": "Bearer", "id_token": says.id_token }))
    }

    /// Changes what it says about itself.
    pub fn says(&self, member: &str, value: Value) {
        self.says.lock().unwrap().metadata[member] = value;
    }

    /// Gives its key another name.
    pub fn renames_key(&self, name: &str) {
        self.says.lock().unwrap().key_name = name.to_owned();
    }

    /// How often its keys were read.
    pub fn keys_read(&self) -> usize {
        self.says.lock().unwrap().keys_read
    }

    /// The requests for tokens since it was asked last: `Authorization` and form.
    pub fn exchanges(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut self.says.lock().unwrap().exchanges)
    }

    /// A right answer to what the service asked, about the owner of an address.
    pub fn right(&self, app: &TestApp, sent: &Answer, email: &str) -> Forged {
        let now = app.now().as_seconds();
        let header = json!({ "alg": "ES256", "kid": self.says.lock().unwrap().key_name });
        let claims = json!({
            "iss": self.issuer, "aud": "latchkey", "sub": format!("name of {email}"), "nonce": asked(sent)["nonce"],
            "iat": now, "exp": now + 300, "auth_time": now - 30, "amr": ["pwd", "mfa"],
            "email": email, "email_verified": true,
        });
        Forged { header, claims, sign: Sign::Own }
    }

    /// Will answer so.
    pub fn answers(&self, forged: &Forged) {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&forged.header), part(&forged.claims));
        let signature = match forged.sign {
            Sign::Nothing => Vec::new(),
            Sign::Secret => {
                let mut mac = Hmac::<Sha256>::new_from_slice(b"a secret of the provider's").unwrap();
                mac.update(signed.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            sign => {
                let signature: Signature = key(sign).sign(signed.as_bytes());
                signature.to_bytes().to_vec()
            }
        };
        let signed = match forged.sign {
            Sign::Changed => {
                let mut claims = forged.claims.clone();
                claims["sub"] = json!("somebody else");
                format!("{}.{}", part(&forged.header), part(&claims))
            }
            _ => signed,
        };
        self.says.lock().unwrap().id_token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
    }
}

fn key(sign: Sign) -> SigningKey {
    let seed = if matches!(sign, Sign::Other) { 8 } else { 7 };
    SigningKey::from_slice(&[seed; 32]).unwrap()
}
