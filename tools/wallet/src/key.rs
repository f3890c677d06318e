//! P-256 keys and what they sign: the proof of the holder key, DPoP proofs and key binding JWTs.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity_kit::jose::{Jwk, JwkError};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate as _;
use p256::elliptic_curve::rand_core::CryptoRng;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

/// A private key on P-256; it signs with ES256. No `Debug`: it is a secret.
pub struct Key {
    signing: SigningKey,
    public: Jwk,
}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// [`JwkError`], which a key on the curve never causes.
    pub fn generate(rng: &mut impl CryptoRng) -> Result<Self, JwkError> {
        let signing = SigningKey::generate_from_rng(rng);
        let public = Jwk::from_p256_public(signing.verifying_key().to_sec1_point(false).as_bytes())?;
        Ok(Self { signing, public })
    }

    /// The key that [`Key::private_jwk`] wrote; `None` when `jwk` is not a private key on P-256.
    pub fn from_private_jwk(jwk: &Value) -> Option<Self> {
        let secret = URL_SAFE_NO_PAD.decode(jwk.get("d")?.as_str()?).ok()?;
        let signing = SigningKey::from_slice(&secret).ok()?;
        let public = Jwk::from_p256_public(signing.verifying_key().to_sec1_point(false).as_bytes()).ok()?;
        Some(Self { signing, public })
    }

    /// The public half.
    pub fn public(&self) -> &Jwk {
        &self.public
    }

    /// The whole key as a JWK, for the store.
    pub fn private_jwk(&self) -> Value {
        let mut jwk = json!(self.public);
        if let Some(members) = jwk.as_object_mut() {
            members.insert("d".to_owned(), encode(&self.signing.to_bytes()).into());
        }
        jwk
    }

    /// The key proof of
    /// [OpenID4VCI 1.0 appendix F.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-F.1):
    /// that the holder has this key, for `issuer` exactly as the offer writes it, now (Unix seconds).
    pub fn proof(&self, issuer: &str, nonce: Option<&str>, now: i64) -> String {
        let mut claims = json!({ "aud": issuer, "iat": now });
        if let (Some(nonce), Some(members)) = (nonce, claims.as_object_mut()) {
            members.insert("nonce".to_owned(), nonce.into());
        }
        self.sign_naming_key("openid4vci-proof+jwt", &claims)
    }

    /// A DPoP proof for one request ([RFC 9449 section 4.2](https://www.rfc-editor.org/rfc/rfc9449#section-4.2)).
    pub fn dpop(&self, request: &DpopRequest<'_>, now: i64, rng: &mut impl CryptoRng) -> String {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let mut address = request.url.clone();
        address.set_query(None);
        address.set_fragment(None);
        let mut claims =
            json!({ "jti": encode(&id), "htm": request.method.as_str(), "htu": address.as_str(), "iat": now });
        if let Some(members) = claims.as_object_mut() {
            members.extend(request.nonce.map(|nonce| ("nonce".to_owned(), nonce.into())));
            let hash = request.access_token.map(|token| encode(&Sha256::digest(token)));
            members.extend(hash.map(|hash| ("ath".to_owned(), hash.into())));
        }
        self.sign_naming_key("dpop+jwt", &claims)
    }

    /// The key binding JWT of a presentation
    /// ([RFC 9901 section 4.3](https://www.rfc-editor.org/rfc/rfc9901#section-4.3)), made now (Unix seconds). The
    /// credential names the key, so the header does not.
    pub fn key_binding(&self, audience: &str, nonce: &str, sd_hash: &str, now: i64) -> String {
        let claims = json!({ "aud": audience, "nonce": nonce, "iat": now, "sd_hash": sd_hash });
        self.sign(&json!({ "typ": "kb+jwt", "alg": "ES256" }), &claims)
    }

    fn sign_naming_key(&self, typ: &str, claims: &Value) -> String {
        self.sign(&json!({ "typ": typ, "alg": "ES256", "jwk": self.public }), claims)
    }

    /// A compact JWS.
    fn sign(&self, header: &Value, claims: &Value) -> String {
        let input = format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        let signature: Signature = self.signing.sign(input.as_bytes());
        format!("{input}.{}", encode(&signature.to_bytes()))
    }
}

/// The request that a DPoP proof is for.
pub struct DpopRequest<'a> {
    /// The HTTP method.
    pub method: &'a Method,
    /// The address; query and fragment do not count.
    pub url: &'a Url,
    /// The access token that goes with it.
    pub access_token: Option<&'a str>,
    /// The nonce that the server wants to see.
    pub nonce: Option<&'a str>,
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::{DpopRequest, Key};
    use axum::http::Method;
    use identity_kit::jose::{CompactJws, DefaultVerifier, Jwk};
    use serde_json::Value;

    fn key() -> Key {
        Key::generate(&mut crate::random()).unwrap()
    }

    fn claims(key: &Key, jws: &str, typ: &str) -> Value {
        let jws = CompactJws::decode(jws).unwrap();
        assert_eq!(jws.header().typ.as_deref(), Some(typ));
        assert_eq!(jws.kid(), None);
        let named = jws.header().jwk.as_ref().unwrap();
        assert_eq!(named, key.public());
        assert!(!named.is_private());
        jws.verify(&DefaultVerifier, key.public()).unwrap();
        jws.claims().unwrap()
    }

    #[test]
    fn a_proof_names_the_issuer_as_written() {
        let key = key();
        let signed = claims(&key, &key.proof("https://a.example", Some("n1"), 1_700_000_000), "openid4vci-proof+jwt");
        assert_eq!(signed, serde_json::json!({ "aud": "https://a.example", "iat": 1_700_000_000, "nonce": "n1" }));
        let without = claims(&key, &key.proof("https://a.example", None, 1), "openid4vci-proof+jwt");
        assert_eq!(without.get("nonce"), None);
    }

    #[test]
    fn a_dpop_proof_names_the_request_and_the_token() {
        let key = key();
        let url = "https://a.example/token?x=1#y".parse().unwrap();
        let mut request = DpopRequest { method: &Method::POST, url: &url, access_token: None, nonce: None };
        let first = claims(&key, &key.dpop(&request, 5, &mut crate::random()), "dpop+jwt");
        assert_eq!((&first["htm"], &first["htu"]), (&"POST".into(), &"https://a.example/token".into()));
        assert_eq!((first.get("ath"), first.get("nonce")), (None, None));
        // The hash is that of RFC 9449 section 7.1's access token.
        request.access_token = Some("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
        request.nonce = Some("n");
        let second = claims(&key, &key.dpop(&request, 5, &mut crate::random()), "dpop+jwt");
        assert_eq!(second["ath"], "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
        assert_eq!(second["nonce"], "n");
        assert_ne!(first["jti"], second["jti"]);
    }

    #[test]
    fn the_stored_key_is_the_whole_key() {
        let key = key();
        let stored: Jwk = serde_json::from_value(key.private_jwk()).unwrap();
        assert!(stored.is_private());
        assert_eq!(&stored.public(), key.public());
        let read = Key::from_private_jwk(&key.private_jwk()).unwrap();
        assert_eq!((read.public(), read.private_jwk()), (key.public(), key.private_jwk()));
        assert!(Key::from_private_jwk(&serde_json::json!(key.public())).is_none());
    }
}
