//! What a wallet app signs: proofs of its holder key (OpenID4VCI 1.0, appendix F.1) and of possession (DPoP, RFC 9449),
//! and presentations of the key it holds (RFC 9901, section 4.3).

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

/// An access key in its wallet.
pub struct Held {
    /// The wallet, with the holder key.
    pub wallet: Wallet,
    /// The credential as it was issued, with every disclosure.
    pub credential: String,
}

impl Held {
    /// The credential with those disclosures only that `claims` names, signed for one request.
    #[must_use]
    pub fn present(&self, claims: &[&str], audience: &str, nonce: &str) -> String {
        let mut parts = self.credential.split('~').filter(|part| !part.is_empty());
        let mut presented = format!("{}~", parts.next().unwrap_or_default());
        for disclosure in parts.filter(|part| name_of(part).is_some_and(|name| claims.contains(&&*name))) {
            presented.push_str(disclosure);
            presented.push('~');
        }
        let header = json!({ "typ": "kb+jwt", "alg": "ES256" });
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&presented));
        let body = json!({ "aud": audience, "nonce": nonce, "iat": clock::unix_seconds(), "sd_hash": hash });
        presented.push_str(&self.wallet.sign(&header, &body));
        presented
    }
}

/// The claim that a disclosure opens.
fn name_of(disclosure: &str) -> Option<String> {
    let parts: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(disclosure).ok()?).ok()?;
    parts.get(1)?.as_str().map(str::to_owned)
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
