//! A wallet that shows a key, and can be told to show it wrongly. Like the rest of the wallet it is written on the bare
//! libraries, so that it does not repeat a mistake of the code that it tests.

use super::{Answer, Browser, HolderKey, Person, TestApp, Wallet, payload};
use aes_gcm::{
    Aes128Gcm, Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use axum::{
    body::Body,
    http::{Method, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Page, log_in::WalletRequests};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The service of the tests.
const SERVICE: &str = "http://localhost:3000";

/// A person's wallet with their access key in it.
#[derive(Clone)]
pub struct Holder {
    pub wallet: Wallet,
    /// As it was issued: the signed part, then every disclosure.
    pub credential: String,
}

/// A request that a wallet has read.
#[derive(Clone, Debug)]
pub struct Request {
    /// What it says.
    pub claims: Value,
}

/// A presentation in the making, to be broken in one place.
pub struct Presentation {
    pub header: Value,
    pub claims: Value,
    /// Signs the credential.
    pub issuer: HolderKey,
    pub disclosures: Vec<String>,
    pub binding_header: Value,
    pub binding: Value,
    /// Signs the key binding.
    pub holder: HolderKey,
    /// Changes the text before the holder signs it.
    pub before_binding: fn(String) -> String,
    /// Changes the text after the holder signed it.
    pub after_binding: fn(String) -> String,
}

impl TestApp {
    /// A person who has added an access key.
    pub async fn holder(&self, person: &Person) -> Holder {
        let (_, wallet, answer) = self.added(person).await;
        Holder { wallet, credential: answer["credentials"][0]["credential"].as_str().unwrap().to_owned() }
    }

    /// Logs in by the QR code in `browser`, as the hydrated page does.
    pub async fn log_in(&self, browser: &mut Browser, holder: &Holder) -> Answer {
        let asked = browser.ask().await;
        let request = holder.wallet.read_request(&asked.qr.expect("no QR code")).await;
        let taken = holder.share(&request).await;
        assert_eq!((taken.status.as_u16(), taken.body.as_str()), (200, "{}"));
        let answer = browser.act_raw("/login/finish", &[]).await;
        assert_eq!(answer.page(), Page::Leave { to: "/home".to_owned() });
        answer
    }

    /// The key with which this service signs credentials, in the hands of the tests.
    pub fn issuer_key(&self) -> HolderKey {
        HolderKey::from_pem(&self.state.keys.credential.key.to_pkcs8_pem().unwrap())
    }
}

impl Browser {
    /// Asks for presentations by a button.
    pub async fn ask(&mut self) -> WalletRequests {
        self.act("/login/begin", &[("by", "button")]).await;
        self.asked().await
    }

    /// The requests that the page shows.
    pub async fn asked(&mut self) -> WalletRequests {
        match self.log_in_page().await.stage {
            contract::log_in::LogInStage::Waiting(requests) => requests,
            other => panic!("nothing is asked: {other:?}"),
        }
    }

    /// The log in page.
    pub async fn log_in_page(&mut self) -> contract::log_in::LogIn {
        match self.load("/login").await {
            Page::LogIn(page) => *page,
            other => panic!("not the log in page: {other:?}"),
        }
    }
}

/// The path of the request behind a link or QR code.
pub fn request_path(link: &str) -> String {
    let url = url::Url::parse(link).unwrap();
    let uri = url.query_pairs().find(|(name, _)| name == "request_uri").unwrap().1.into_owned();
    uri.strip_prefix(SERVICE).unwrap().to_owned()
}

impl Wallet {
    /// Reads the request behind a link or QR code.
    pub async fn read_request(&self, link: &str) -> Request {
        let answer = self.get_request(link).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        Request { claims: payload(&answer.body) }
    }

    pub async fn get_request(&self, link: &str) -> Answer {
        self.send(self.request(Method::GET, &request_path(link)).body(Body::empty()).unwrap()).await
    }

    /// Posts an answer in the form that the request asks for.
    pub async fn answer(&self, request: &Request, answer: &Value) -> Answer {
        self.answer_by(request, answer, "A256GCM").await
    }

    pub async fn answer_by(&self, request: &Request, answer: &Value, encryption: &str) -> Answer {
        if request.claims["response_mode"] == "direct_post.jwt" {
            let key = &request.claims["client_metadata"]["jwks"]["keys"][0];
            self.post_answer(&[("response", &encrypt(key, encryption, &answer.to_string()))]).await
        } else {
            self.post_plainly(answer).await
        }
    }

    /// Posts an answer in the clear, whatever was asked for.
    pub async fn post_plainly(&self, answer: &Value) -> Answer {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let form: Vec<_> = answer.as_object().unwrap().iter().map(|(name, value)| (name, text(value))).collect();
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post_answer(&form).await
    }

    pub async fn post_answer(&self, form: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = self
            .request(Method::POST, "/openid4vp/response")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Says that nothing is shared.
    pub async fn decline(&self, request: &Request) -> Answer {
        self.post_plainly(&json!({ "error": "access_denied", "state": request.claims["state"] })).await
    }
}

impl Holder {
    /// Shares the key as it should be.
    pub async fn share(&self, request: &Request) -> Answer {
        self.show(request, self.presentation(request)).await
    }

    /// Shares a presentation that was made for a request, or changed after.
    pub async fn show(&self, request: &Request, presentation: Presentation) -> Answer {
        self.wallet.answer(request, &answer(request, &presentation.text())).await
    }

    /// A presentation for a request, with nothing disclosed that is not open anyway.
    pub fn presentation(&self, request: &Request) -> Presentation {
        let mut parts = self.credential.split('~');
        let signed = parts.next().unwrap();
        let header = URL_SAFE_NO_PAD.decode(signed.split('.').next().unwrap()).unwrap();
        Presentation {
            header: serde_json::from_slice(&header).unwrap(),
            claims: payload(signed),
            issuer: self.wallet.issuer.clone(),
            disclosures: Vec::new(),
            binding_header: json!({ "alg": "ES256", "typ": "kb+jwt" }),
            binding: json!({
                "aud": request.claims["client_id"],
                "nonce": request.claims["nonce"],
                "iat": self.wallet.seconds(),
                "sd_hash": null,
            }),
            holder: self.wallet.key.clone(),
            before_binding: |text| text,
            after_binding: |text| text,
        }
    }

    /// Every disclosure of the key.
    pub fn disclosures(&self) -> Vec<String> {
        self.credential.split('~').skip(1).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

impl Presentation {
    /// As it is sent.
    pub fn text(&self) -> String {
        let tail: String = self.disclosures.iter().map(|disclosure| format!("{disclosure}~")).collect();
        let presented = (self.before_binding)(format!("{}~{tail}", self.issuer.sign(&self.header, &self.claims)));
        let mut binding = self.binding.clone();
        if binding.get("sd_hash").is_some_and(Value::is_null) {
            binding["sd_hash"] = URL_SAFE_NO_PAD.encode(Sha256::digest(&presented)).into();
        }
        (self.after_binding)(format!("{presented}{}", self.holder.sign(&self.binding_header, &binding)))
    }
}

/// The parameters of an answer with one presentation of our own key.
pub fn answer(request: &Request, presentation: &str) -> Value {
    json!({ "vp_token": { "access-key": [presentation] }, "state": request.claims["state"] })
}

/// Encrypts to a public key by ECDH-ES, in compact form (RFC 7516, section 3.1).
pub fn encrypt(to: &Value, encryption: &str, text: &str) -> String {
    let header = json!({ "alg": "ECDH-ES", "enc": encryption, "kid": to["kid"] });
    encrypt_with(header, to, encryption, text)
}

pub fn encrypt_with(mut header: Value, to: &Value, encryption: &str, text: &str) -> String {
    // Always the same one-time key: what it protects lives as long as a test.
    let secret = SecretKey::from_slice(&[0x17; 32]).unwrap();
    header["epk"] = HolderKey::from_bytes(&[0x17; 32]).jwk();
    let half = |name: &str| URL_SAFE_NO_PAD.decode(to[name].as_str().unwrap()).unwrap();
    let public = PublicKey::from_sec1_bytes(&[vec![4], half("x"), half("y")].concat()).unwrap();
    let shared = diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
    let bits: u32 = if encryption == "A128GCM" { 128 } else { 256 };
    // One round of the Concat KDF (RFC 7518, section 4.6.2), without party information.
    let mut hash = Sha256::new();
    hash.update(1_u32.to_be_bytes());
    hash.update(shared.raw_secret_bytes());
    hash.update((encryption.len() as u32).to_be_bytes());
    hash.update(encryption);
    hash.update([0; 8]);
    hash.update(bits.to_be_bytes());
    let key = hash.finalize();
    let header = URL_SAFE_NO_PAD.encode(header.to_string());
    let (nonce, bound) = ([0x2a; 12], Payload { msg: text.as_bytes(), aad: header.as_bytes() });
    let sealed = match bits {
        128 => Aes128Gcm::new_from_slice(&key[..16]).unwrap().encrypt(&nonce.into(), bound).unwrap(),
        _ => Aes256Gcm::new_from_slice(&key).unwrap().encrypt(&nonce.into(), bound).unwrap(),
    };
    let (text, tag) = sealed.split_at(sealed.len() - 16);
    let parts = [&nonce[..], text, tag].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}..{}.{}.{}", parts[0], parts[1], parts[2])
}
