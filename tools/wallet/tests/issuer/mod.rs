//! A tiny issuer that is strict: a request that is not exactly right fails the test by its answer.
#![expect(clippy::result_large_err, reason = "a whole answer is the simplest error in a test issuer")]

mod signed;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity_kit::jose::{CompactJws, DefaultVerifier, Jwk};
use identity_kit::status_list::{StatusList, StatusType};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use signed::Signed;

/// How the issuer behaves, and what it has seen.
#[derive(Default)]
pub struct Conduct {
    /// Access tokens are bound to a key, and DPoP proofs need a nonce.
    pub dpop: bool,
    /// The transaction code to ask for.
    pub tx_code: Option<&'static str>,
    /// The credential goes to another holder key.
    pub wrong_holder: bool,
    /// The status list says "revoked".
    pub revoked: bool,
    /// The code was redeemed.
    pub redeemed: bool,
    /// What the wallet notified.
    pub notified: Vec<Value>,
    /// The thumbprint of the key that the access token is bound to.
    pub token_key: Option<String>,
}

/// A running issuer.
#[derive(Clone)]
pub struct Issuer {
    pub address: String,
    conduct: Arc<Mutex<Conduct>>,
}

impl Issuer {
    pub fn start(conduct: Conduct) -> Self {
        let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self { address, conduct: Arc::new(Mutex::new(conduct)) };
        let routes = Router::new()
            .route("/offer/1", get(async |State(issuer): State<Issuer>| Json(issuer.offer())))
            .route("/.well-known/openid-credential-issuer", get(metadata))
            .route("/.well-known/oauth-authorization-server", get(server_metadata))
            .route("/token", post(token))
            .route("/nonce", post(async || Json(json!({ "c_nonce": "c-1" }))))
            .route("/credential", post(credential))
            .route("/notification", post(notification))
            .route("/status", get(status))
            .with_state(issuer.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), routes).await.unwrap();
            });
        });
        issuer
    }

    pub fn conduct<T>(&self, with: impl FnOnce(&mut Conduct) -> T) -> T {
        with(&mut self.conduct.lock().unwrap())
    }

    pub fn link(&self) -> String {
        let mut link = url::Url::parse("openid-credential-offer://").unwrap();
        link.query_pairs_mut().append_pair("credential_offer_uri", &format!("{}/offer/1", self.address));
        link.into()
    }

    fn offer(&self) -> Value {
        let mut grant = json!({ "pre-authorized_code": "code-1" });
        if self.conduct(|conduct| conduct.tx_code).is_some() {
            grant["tx_code"] = json!({ "length": 4, "description": "It is in <your> letter" });
        }
        json!({
            "credential_issuer": self.address, "credential_configuration_ids": ["staff"],
            "grants": { "urn:ietf:params:oauth:grant-type:pre-authorized_code": grant },
        })
    }

    /// Checks the DPoP proof and returns the thumbprint of its key, or the answer that asks for the nonce.
    fn dpop(&self, headers: &HeaderMap, path: &str, token: Option<&str>) -> Result<Option<String>, Response> {
        let proof = headers.get("dpop").map(|proof| proof.to_str().unwrap());
        assert_eq!(proof.is_some(), self.conduct(|conduct| conduct.dpop));
        let Some(proof) = proof else { return Ok(None) };
        let (key, claims) = signed_by_its_key(proof, "dpop+jwt");
        assert_eq!((&claims["htm"], &claims["htu"]), (&json!("POST"), &json!(format!("{}{path}", self.address))));
        assert!(claims["jti"].as_str().unwrap().len() >= 16);
        let hash = token.map(|token| URL_SAFE_NO_PAD.encode(Sha256::digest(token)));
        assert_eq!(claims.get("ath").and_then(Value::as_str), hash.as_deref());
        // The token endpoint and the credential endpoint hand out nonces of their own.
        let nonce = if token.is_some() { "resource-nonce" } else { "server-nonce" };
        if claims.get("nonce") == Some(&json!(nonce)) {
            return Ok(Some(key.thumbprint_sha256().unwrap()));
        }
        let (status, challenge) = match token {
            Some(_) => (StatusCode::UNAUTHORIZED, r#"DPoP error="use_dpop_nonce""#),
            None => (StatusCode::BAD_REQUEST, ""),
        };
        let headers = [("dpop-nonce", nonce), ("www-authenticate", challenge)];
        Err((status, headers, Json(json!({ "error": "use_dpop_nonce" }))).into_response())
    }

    /// Checks token and DPoP proof of a request to a protected endpoint.
    fn authorized(&self, headers: &HeaderMap, path: &str) -> Result<(), Response> {
        let sent = headers[header::AUTHORIZATION].to_str().unwrap();
        assert_eq!(sent, if self.conduct(|conduct| conduct.dpop) { "DPoP token-1" } else { "Bearer token-1" });
        let key = self.dpop(headers, path, Some("token-1"))?;
        assert_eq!(key, self.conduct(|conduct| conduct.token_key.clone()));
        Ok(())
    }
}

async fn metadata(State(issuer): State<Issuer>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", issuer.address);
    Json(json!({
        "credential_issuer": issuer.address, "credential_endpoint": at("credential"),
        "nonce_endpoint": at("nonce"), "notification_endpoint": at("notification"),
        "display": [{ "name": "Northfield <Trust>", "locale": "en-GB" }],
        "credential_configurations_supported": { "staff": {
            "format": "dc+sd-jwt", "vct": "https://issuer.example/staff",
            "cryptographic_binding_methods_supported": ["jwk"],
            "proof_types_supported": { "jwt": { "proof_signing_alg_values_supported": ["ES256"] } },
            "credential_metadata": {
                "display": [{ "name": "Schlüssel", "locale": "de" }, { "name": "Access key", "locale": "en" }],
                "claims": [{ "path": ["given_name"], "display": [{ "name": "First name", "locale": "en" }] }],
            },
        } },
    }))
}

async fn server_metadata(State(issuer): State<Issuer>) -> Json<Value> {
    let mut metadata = json!({
        "issuer": issuer.address, "token_endpoint": format!("{}/token", issuer.address),
        "pre-authorized_grant_anonymous_access_supported": true,
    });
    if issuer.conduct(|conduct| conduct.dpop) {
        metadata["dpop_signing_alg_values_supported"] = json!(["ES256"]);
    }
    Json(metadata)
}

async fn token(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Json<Value>, Response> {
    let key = issuer.dpop(&headers, "/token", None)?;
    issuer.conduct(|conduct| {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let grant = pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code");
        let mut wanted = vec![grant, pair("pre-authorized_code", "code-1")];
        wanted.extend(conduct.tx_code.map(|code| pair("tx_code", code)));
        if form != wanted || conduct.redeemed {
            let error = json!({ "error": "invalid_grant", "error_description": "Used, or a wrong code" });
            return Err((StatusCode::BAD_REQUEST, Json(error)).into_response());
        }
        conduct.redeemed = true;
        conduct.token_key = key;
        let kind = if conduct.dpop { "DPoP" } else { "bearer" };
        Ok(Json(json!({ "access_token": "token-1", "token_type": kind })))
    })
}

async fn credential(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, Response> {
    issuer.authorized(&headers, "/credential")?;
    assert_eq!(body["credential_configuration_id"], "staff");
    assert_eq!((body.as_object().unwrap().len(), body["proofs"]["jwt"].as_array().unwrap().len()), (2, 1));
    let (key, claims) = signed_by_its_key(body["proofs"]["jwt"][0].as_str().unwrap(), "openid4vci-proof+jwt");
    assert_eq!((&claims["aud"], &claims["nonce"]), (&json!(issuer.address), &json!("c-1")));
    assert_eq!(claims.get("iss"), None);
    let mut holder = json!(key);
    if issuer.conduct(|conduct| conduct.wrong_holder) {
        holder["x"] = holder["y"].clone();
    }
    let mut signed = Signed::new(&holder, now());
    signed.payload["status"] = json!({ "status_list": { "idx": 3, "uri": format!("{}/status", issuer.address) } });
    Ok(Json(json!({ "credentials": [{ "credential": signed.credential() }], "notification_id": "n-1" })))
}

async fn notification(State(issuer): State<Issuer>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    if let Err(answer) = issuer.authorized(&headers, "/notification") {
        return answer;
    }
    issuer.conduct(|conduct| conduct.notified.push(body));
    StatusCode::NO_CONTENT.into_response()
}

async fn status(State(issuer): State<Issuer>, headers: HeaderMap) -> String {
    assert_eq!(headers[header::ACCEPT], "application/statuslist+jwt");
    let mut list = StatusList::new(1, 8).unwrap();
    if issuer.conduct(|conduct| conduct.revoked) {
        list.set(3, StatusType::INVALID).unwrap();
    }
    let mut signed = Signed::new(&Value::Null, now());
    signed.header["typ"] = json!("statuslist+jwt");
    signed.payload = json!({ "sub": format!("{}/status", issuer.address), "iat": now(), "status_list": list });
    signed.jws()
}

fn signed_by_its_key(jws: &str, typ: &str) -> (Jwk, Value) {
    let jws = CompactJws::decode(jws).unwrap();
    assert_eq!((jws.header().typ.as_deref(), jws.kid()), (Some(typ), None));
    let key = jws.header().jwk.clone().unwrap();
    assert!(!key.is_private());
    jws.verify(&DefaultVerifier, &key).unwrap();
    let claims: Value = jws.claims().unwrap();
    assert!((claims["iat"].as_i64().unwrap() - now()).abs() < 10);
    (key, claims)
}

#[expect(clippy::disallowed_methods, reason = "the built wallet reads the same clock")]
pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}
