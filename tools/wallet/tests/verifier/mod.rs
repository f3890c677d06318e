//! A tiny verifier that is strict: an answer that is not exactly right fails the test by what comes back.

mod answer;
mod sealed;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::DecodePrivateKey as _;
use rcgen::{CertificateParams, DnType, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::issuer::now;

/// How the verifier behaves, and what it has seen.
pub struct Conduct {
    /// The claims that it asks for.
    pub asked: Vec<&'static str>,
    /// Answers are to be encrypted like this.
    pub encryption: Option<&'static str>,
    /// Its name is the host of its certificate rather than the certificate's hash.
    pub by_host: bool,
    /// Another name, in the link and in the request.
    pub client_id: Option<String>,
    /// The request is fetched with GET.
    pub by_get: bool,
    /// What becomes of the request before it is signed.
    pub change: fn(&mut Draft),
    /// Where the person goes on.
    pub redirect_uri: Option<String>,
    /// No answer is good enough.
    pub refuses: bool,
    /// The names of the claims that each accepted presentation disclosed.
    pub accepted: Vec<Vec<String>>,
    /// Every form that was posted as an answer.
    pub posted: Vec<Vec<(String, String)>>,
    /// How often the request was fetched.
    pub fetched: usize,
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            asked: vec!["given_name"],
            encryption: None,
            by_host: false,
            client_id: None,
            by_get: false,
            change: |_| (),
            redirect_uri: None,
            refuses: false,
            accepted: Vec::new(),
            posted: Vec::new(),
            fetched: 0,
        }
    }
}

/// A request object that can still be changed.
pub struct Draft {
    pub header: Value,
    pub claims: Value,
    pub key: SigningKey,
    pub media_type: &'static str,
}

/// A running verifier.
#[derive(Clone)]
pub struct Verifier {
    pub address: String,
    certificate: Vec<u8>,
    key: SigningKey,
    decryption: SecretKey,
    conduct: Arc<Mutex<Conduct>>,
}

impl Verifier {
    pub fn start(conduct: Conduct) -> Self {
        let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        listener.set_nonblocking(true).unwrap();
        let mut parameters = CertificateParams::new(["localhost".to_owned()]).unwrap();
        parameters.distinguished_name.push(DnType::OrganizationName, "Northfield <Portal>");
        let pair = KeyPair::generate().unwrap();
        let verifier = Self {
            address: format!("http://localhost:{}", listener.local_addr().unwrap().port()),
            certificate: parameters.self_signed(&pair).unwrap().der().to_vec(),
            key: SigningKey::from_pkcs8_der(&pair.serialize_der()).unwrap(),
            decryption: SecretKey::generate(),
            conduct: Arc::new(Mutex::new(conduct)),
        };
        let routes = Router::new()
            .route("/request/1", get(by_get).post(by_post))
            .route("/response", post(response))
            .with_state(verifier.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), routes).await.unwrap();
            });
        });
        verifier
    }

    pub fn conduct<T>(&self, with: impl FnOnce(&mut Conduct) -> T) -> T {
        with(&mut self.conduct.lock().unwrap())
    }

    pub fn client_id(&self) -> String {
        let own = match self.conduct(|conduct| conduct.by_host) {
            true => "x509_san_dns:localhost".to_owned(),
            false => format!("x509_hash:{}", URL_SAFE_NO_PAD.encode(Sha256::digest(&self.certificate))),
        };
        self.conduct(|conduct| conduct.client_id.clone()).unwrap_or(own)
    }

    pub fn link(&self) -> String {
        let mut link = url::Url::parse("openid4vp://").unwrap();
        let address = format!("{}/request/1", self.address);
        link.query_pairs_mut().append_pair("client_id", &self.client_id()).append_pair("request_uri", &address);
        if !self.conduct(|conduct| conduct.by_get) {
            link.query_pairs_mut().append_pair("request_uri_method", "post");
        }
        link.into()
    }

    fn request(&self, wallet_nonce: Option<&str>) -> Response {
        self.conduct(|conduct| conduct.fetched += 1);
        let claim = |name: &&str| json!({ "path": [name] });
        let asked: Vec<_> = self.conduct(|conduct| conduct.asked.iter().map(claim).collect());
        let query = json!({
            "id": "staff-key", "format": "dc+sd-jwt", "meta": { "vct_values": ["https://issuer.example/staff"] },
            "claims": asked,
        });
        let encryption = self.conduct(|conduct| conduct.encryption);
        let mut metadata = json!({ "vp_formats_supported": { "dc+sd-jwt": { "kb-jwt_alg_values": ["ES256"] } } });
        if let Some(name) = encryption {
            metadata["jwks"] = json!({ "keys": [sealed::public_jwk(&self.decryption)] });
            metadata["encrypted_response_enc_values_supported"] = json!([name]);
        }
        let mut claims = json!({
            "aud": "https://self-issued.me/v2", "client_id": self.client_id(), "response_type": "vp_token",
            "response_mode": if encryption.is_some() { "direct_post.jwt" } else { "direct_post" },
            "response_uri": format!("{}/response", self.address), "nonce": answer::NONCE, "state": answer::STATE,
            "iat": now(), "exp": now() + 300, "dcql_query": { "credentials": [query] }, "client_metadata": metadata,
        });
        if let Some(nonce) = wallet_nonce {
            claims["wallet_nonce"] = nonce.into();
        }
        let header =
            json!({ "alg": "ES256", "typ": "oauth-authz-req+jwt", "x5c": [STANDARD.encode(&self.certificate)] });
        let media_type = "application/oauth-authz-req+jwt";
        let mut draft = Draft { header, claims, key: self.key.clone(), media_type };
        (self.conduct(|conduct| conduct.change))(&mut draft);
        ([(header::CONTENT_TYPE, draft.media_type)], draft.signed()).into_response()
    }
}

impl Draft {
    fn signed(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&self.header), part(&self.claims));
        let signature: Signature = self.key.sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

async fn by_get(State(verifier): State<Verifier>) -> Response {
    assert!(verifier.conduct(|conduct| conduct.by_get));
    verifier.request(None)
}

async fn by_post(
    State(verifier): State<Verifier>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    assert!(!verifier.conduct(|conduct| conduct.by_get));
    assert_eq!(headers[header::ACCEPT], "application/oauth-authz-req+jwt");
    let [(metadata, about), (nonce, value)] = form.as_slice() else { panic!("{form:?}") };
    assert_eq!((metadata.as_str(), nonce.as_str()), ("wallet_metadata", "wallet_nonce"));
    let about: Value = serde_json::from_str(about).unwrap();
    assert_eq!(about["vp_formats_supported"]["dc+sd-jwt"]["kb-jwt_alg_values"], json!(["ES256"]));
    assert!(value.len() >= 22, "128 bits");
    verifier.request(Some(value))
}

async fn response(State(verifier): State<Verifier>, Form(form): Form<Vec<(String, String)>>) -> Response {
    verifier.conduct(|conduct| conduct.posted.push(form.clone()));
    let names: Vec<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    if names != ["error", "error_description", "state"] {
        let (vp_token, state) = match verifier.conduct(|conduct| conduct.encryption) {
            None => {
                assert_eq!(names, ["vp_token", "state"]);
                (serde_json::from_str(&form[0].1).unwrap(), form[1].1.clone())
            }
            Some(encryption) => {
                assert_eq!(names, ["response"]);
                let content = sealed::open(&form[0].1, &verifier.decryption, encryption);
                assert_eq!(content.as_object().unwrap().len(), 2);
                (content["vp_token"].clone(), content["state"].as_str().unwrap().to_owned())
            }
        };
        assert_eq!(state, answer::STATE);
        let names = answer::checked(&vp_token, &verifier.client_id());
        if verifier.conduct(|conduct| conduct.refuses) {
            let error = json!({ "error": "invalid_request", "error_description": "This key was revoked" });
            return (StatusCode::BAD_REQUEST, Json(error)).into_response();
        }
        verifier.conduct(|conduct| conduct.accepted.push(names));
    }
    match verifier.conduct(|conduct| conduct.redirect_uri.clone()) {
        Some(address) => Json(json!({ "redirect_uri": address })).into_response(),
        None => Json(json!({})).into_response(),
    }
}
