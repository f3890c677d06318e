//! A signed credential and a signed status list, made by hand so that nothing checks itself.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What an issuer signs, open to change before it is signed.
pub struct Signed {
    pub header: Value,
    pub payload: Value,
    disclosures: Vec<String>,
    key: SigningKey,
}

impl Signed {
    /// A credential for the holder's public key, good from `now` for ten minutes.
    pub fn new(holder: &Value, now: i64) -> Self {
        let issuer = rcgen::generate_simple_self_signed(["issuer.example".to_owned()]).unwrap();
        let key = SigningKey::from_pkcs8_der(&issuer.signing_key.serialize_der()).unwrap();
        let disclosures = [
            json!(["2GLC42sKQveCfGfryNRN9w", "given_name", "Ada"]),
            json!(["eluV5Og3gSNII8EYnsxA_A", "family_name", "Byron"]),
        ];
        let disclosures = disclosures.map(|one| encode(one.to_string())).to_vec();
        let digests: Vec<_> = disclosures.iter().map(|one| encode(Sha256::digest(one))).collect();
        let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "x5c": [STANDARD.encode(issuer.cert.der())] });
        let payload = json!({
            "iss": "https://issuer.example", "iat": now, "exp": now + 600, "vct": "https://issuer.example/staff",
            "cnf": { "jwk": holder }, "_sd_alg": "sha-256", "_sd": digests,
        });
        Self { header, payload, disclosures, key }
    }

    /// The SD-JWT with its disclosures.
    pub fn credential(&self) -> String {
        format!("{}~{}~", self.jws(), self.disclosures.join("~"))
    }

    /// The JWS alone.
    pub fn jws(&self) -> String {
        let input = format!("{}.{}", encode(self.header.to_string()), encode(self.payload.to_string()));
        let signature: Signature = self.key.sign(input.as_bytes());
        format!("{input}.{}", encode(signature.to_bytes()))
    }
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
