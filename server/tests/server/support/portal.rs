//! Portals as they would be written elsewhere: they know the specifications and nothing of the service's own code.

use super::{Answer, Browser, Person, TestApp};
use axum::{
    Router,
    body::Body,
    http::{Method, header},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::{Device, SecretToken, SessionId};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde_json::Value;
use server::config::{Claim, Client, hash_of_secret};
use std::collections::BTreeMap;
use store::log_in_sessions::Session;

/// Of RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// What a browser calls the cookie of its session.
const SESSION: &str = "latchkey-session";

/// A portal.
#[derive(Clone)]
pub struct Portal {
    router: Router,
    pub id: &'static str,
    pub secret: Option<&'static str>,
    pub redirect_uri: &'static str,
}

/// The portals that every test's service knows: one with a secret that learns everything, one without that learns nothing.
pub fn registered() -> Vec<Client> {
    let portal = Client {
        id: "portal".to_owned(),
        name: "Employee portal".to_owned(),
        redirect_uris: vec!["https://portal.example.org/callback?tenant=1".to_owned()],
        post_logout_redirect_uris: vec!["https://portal.example.org/bye".to_owned()],
        secret_sha256: Some(hash_of_secret("a secret of the portal")),
        claims: [Claim::GivenName, Claim::FamilyName, Claim::Name, Claim::Email, Claim::StaffNumber].into(),
        back_channel_logout_uri: Some("http://127.0.0.1:9/logged-out".to_owned()),
    };
    let rota = Client {
        id: "rota".to_owned(),
        name: "Rota".to_owned(),
        redirect_uris: vec!["https://rota.example.org/in".to_owned()],
        post_logout_redirect_uris: Vec::new(),
        secret_sha256: None,
        claims: [].into(),
        back_channel_logout_uri: None,
    };
    vec![portal, rota]
}

impl TestApp {
    /// The portal with a secret.
    pub fn portal(&self) -> Portal {
        Portal {
            router: self.router.clone(),
            id: "portal",
            secret: Some("a secret of the portal"),
            redirect_uri: "https://portal.example.org/callback?tenant=1",
        }
    }

    /// The portal without one.
    pub fn rota(&self) -> Portal {
        Portal { router: self.router.clone(), id: "rota", secret: None, redirect_uri: "https://rota.example.org/in" }
    }

    /// A browser in which a person with a key is logged in, and the name of its session.
    pub async fn in_session(&self, person: &Person, device: Device) -> (Browser, SessionId) {
        let db = &self.state.db;
        if store::keys::held_of(db, &person.id).await.unwrap().is_none() {
            self.added(person).await;
        }
        let key = store::keys::held_of(db, &person.id).await.unwrap().unwrap();
        let mut rng = self.state.random.generator().unwrap();
        let (id, token) = (SessionId::new(&mut rng), SecretToken::new(&mut rng));
        let session = Session {
            id: id.clone(),
            token_hash: token.hash(),
            employee_id: person.id.clone(),
            access_key_id: key.id,
            device,
            browser: "Chrome on Windows".to_owned(),
            outcome: None,
            logged_in_at: self.now(),
            seen_at: self.now(),
            ended_at: None,
            end_cause: None,
        };
        store::log_in_sessions::insert(db, session).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert(SESSION.to_owned(), token.reveal());
        (browser, id)
    }
}

impl Portal {
    /// The path at which it asks for a log in, some parameters changed: empty ones are left out.
    pub fn path(&self, changed: &[(&str, &str)]) -> String {
        let mut parameters = BTreeMap::from([
            ("client_id", self.id),
            ("redirect_uri", self.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid profile email staff"),
            ("state", "a state"),
            ("nonce", "a nonce"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]);
        parameters.extend(changed.iter().copied());
        parameters.retain(|_, value| !value.is_empty());
        format!("/oidc/authorize?{}", encode(parameters))
    }

    /// The code that a browser brings along which is logged in.
    pub async fn code(&self, browser: &mut Browser) -> String {
        let answer = browser.get(&self.path(&[])).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        query(answer.location()).remove("code").unwrap_or_else(|| panic!("no code: {}", answer.location()))
    }

    /// Asks the token endpoint, some fields changed: empty ones are left out.
    pub async fn exchange(&self, code: &str, changed: &[(&str, &str)]) -> Answer {
        let mut form = BTreeMap::from([
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.redirect_uri),
            ("code_verifier", VERIFIER),
        ]);
        let secret = self
            .secret
            .map(|secret| format!("Basic {}", STANDARD.encode(format!("{}:{}", self.id, encode_one(secret)))));
        if secret.is_none() {
            form.insert("client_id", self.id);
        }
        form.extend(changed.iter().copied());
        form.retain(|_, value| !value.is_empty());
        self.post("/oidc/token", secret.as_deref(), &encode(form)).await
    }

    pub async fn post(&self, path: &str, authorization: Option<&str>, body: &str) -> Answer {
        let mut browser = Browser::new(self.router.clone());
        let mut request =
            browser.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        browser.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// What came of a code: the token endpoint's answer.
    pub async fn tokens(&self, code: &str) -> Value {
        let answer = self.exchange(code, &[]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Who a browser is logged in as: the token endpoint's answer.
    pub async fn log_in(&self, browser: &mut Browser) -> Value {
        let code = self.code(browser).await;
        self.tokens(&code).await
    }

    pub async fn user_info(&self, tokens: &Value) -> Answer {
        let mut browser = Browser::new(self.router.clone());
        let token = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let request = browser.request(Method::GET, "/oidc/userinfo").header(header::AUTHORIZATION, token);
        browser.send(request.body(Body::empty()).unwrap()).await
    }

    /// Checks a signed token with the published keys; its header and its claims.
    pub async fn verified(&self, token: &str) -> (Value, Value) {
        let keys = Browser::new(self.router.clone()).get("/oidc/jwks").await.json();
        let parts: Vec<&str> = token.split('.').collect();
        let part = |index: usize| URL_SAFE_NO_PAD.decode(parts[index]).unwrap();
        let header: Value = serde_json::from_slice(&part(0)).unwrap();
        let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"]).expect("no such key");
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
        let point = [vec![4], coordinate("x"), coordinate("y")].concat();
        let signature = Signature::from_slice(&part(2)).unwrap();
        let signed = format!("{}.{}", parts[0], parts[1]);
        VerifyingKey::from_sec1_bytes(&point).unwrap().verify(signed.as_bytes(), &signature).unwrap();
        (header, serde_json::from_slice(&part(1)).unwrap())
    }
}

/// The parameters of an address.
pub fn query(address: &str) -> BTreeMap<String, String> {
    let (_, query) = address.split_once('?').unwrap_or((address, ""));
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

pub fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn encode_one(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
