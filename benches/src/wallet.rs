//! What a wallet app signs: proofs of its holder key (OpenID4VCI 1.0, appendix F.1) and of possession (DPoP, RFC 9449).

use crate::{clock, error::LoadError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use rand::{TryRng, rngs::SysRng};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A wallet with a key of its own.
pub struct Wallet {
    key: SigningKey,
    jwk: Value,
    issuer: String,
    proofs: u32,
}

impl Wallet {
    /// A new wallet that speaks to `issuer`.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn new(issuer: String) -> Result<Self, LoadError> {
        let mut seed = [0; 32];
        SysRng.try_fill_bytes(&mut seed).map_err(|_| LoadError::Randomness)?;
        // All but a vanishing few of the values of 256 bits are keys.
        let key = SigningKey::from_slice(&seed).map_err(|_| LoadError::Randomness)?;
        let point = key.verifying_key().to_sec1_point(false);
        let text = |bytes: Option<&p256::FieldBytes>| bytes.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": text(point.x()), "y": text(point.y()) });
        Ok(Self { key, jwk, issuer, proofs: 0 })
    }

    /// A DPoP proof for a POST to `path`.
    pub fn dpop(&mut self, path: &str, access_token: Option<&str>) -> String {
        self.proofs += 1;
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk });
        let mut claims = json!({
            "htm": "POST",
            "htu": format!("{}{path}", self.issuer),
            "iat": clock::unix_seconds(),
            "jti": format!("proof-{}", self.proofs),
        });
        if let (Some(token), Some(claims)) = (access_token, claims.as_object_mut()) {
            claims.insert("ath".to_owned(), URL_SAFE_NO_PAD.encode(Sha256::digest(token)).into());
        }
        self.sign(&header, &claims)
    }

    /// A proof of the holder key over the issuer's nonce.
    #[must_use]
    pub fn proof(&self, nonce: &str) -> String {
        let header = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": self.jwk });
        self.sign(&header, &json!({ "aud": self.issuer, "iat": clock::unix_seconds(), "nonce": nonce }))
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(header), part(claims));
        let signature: Signature = self.key.sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}
