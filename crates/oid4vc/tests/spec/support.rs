//! Test keys, and a JWS writer of its own so that one mistake is not made twice.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oid4vc::jose::Jwk;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use serde_json::{Map, Value, json};

/// A time within every vector's life.
pub const NOW: i64 = 1_790_000_000;

/// Randomness that is the same in every run.
pub fn rng() -> StdRng {
    StdRng::seed_from_u64(7)
}

/// Base64url without padding.
pub fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// One of 255 fixed keys, as a wallet has it.
pub struct WalletKey(SigningKey);

impl WalletKey {
    pub fn number(number: u8) -> Self {
        Self(SigningKey::from_slice(&[number; 32]).unwrap())
    }

    /// The public key as JSON.
    pub fn jwk(&self) -> Value {
        let point = self.0.verifying_key().to_sec1_point(false);
        json!({
            "kty": "EC",
            "crv": "P-256",
            "x": base64url(point.x().unwrap()),
            "y": base64url(point.y().unwrap()),
        })
    }

    /// The public key as JSON, with the private part that must never be there.
    pub fn private_jwk(&self) -> Value {
        let mut jwk = self.jwk();
        jwk["d"] = base64url(self.0.to_bytes()).into();
        jwk
    }

    /// The public key as a point: `0x04`, then both coordinates.
    pub fn point(&self) -> Vec<u8> {
        self.0.verifying_key().to_sec1_bytes().to_vec()
    }

    /// An ES256 signature; the same message has the same one in every run.
    pub fn sign(&self, message: &[u8]) -> Signature {
        self.0.sign(message)
    }

    /// The private key in PKCS#8.
    pub fn pem(&self) -> String {
        use p256::pkcs8::{EncodePrivateKey as _, LineEnding};
        self.0.to_pkcs8_pem(LineEnding::LF).unwrap().to_string()
    }

    pub fn public(&self) -> Jwk {
        Jwk::from_value(&self.jwk()).unwrap()
    }

    pub fn did(&self) -> String {
        format!("did:jwk:{}#0", base64url(self.jwk().to_string()))
    }
}

/// A JWT in the making, to be broken in one place.
#[derive(Clone)]
pub struct Draft {
    pub header: Map<String, Value>,
    pub claims: Map<String, Value>,
}

impl Draft {
    pub fn new(header: Value, claims: Value) -> Self {
        Self { header: header.as_object().unwrap().clone(), claims: claims.as_object().unwrap().clone() }
    }

    pub fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    pub fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name).unwrap();
        self
    }

    pub fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    pub fn without_claim(mut self, name: &str) -> Self {
        self.claims.remove(name).unwrap();
        self
    }

    pub fn sign(self, key: &WalletKey) -> String {
        sign_text(&Value::Object(self.header).to_string(), &Value::Object(self.claims).to_string(), key)
    }
}

/// Signs any two texts as header and payload.
pub fn sign_text(header: &str, payload: &str, key: &WalletKey) -> String {
    let input = format!("{}.{}", base64url(header), base64url(payload));
    format!("{input}.{}", base64url(key.sign(input.as_bytes()).to_bytes()))
}

/// The decoded JSON of one part of a JWS.
pub fn part(jws: &str, index: usize) -> Value {
    let text = jws.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}
