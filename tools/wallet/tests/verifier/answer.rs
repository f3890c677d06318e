//! What is checked of a presentation, by hand
//! ([RFC 9901 section 7.3](https://www.rfc-editor.org/rfc/rfc9901#section-7.3)).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};

use crate::issuer::now;

pub const NONCE: &str = "n-0S6_WzA2Mj-n-0S6_WzA2Mj";
pub const STATE: &str = "state-1";

/// Checks everything about the presentation in `vp_token` and returns the names of the disclosed claims.
pub fn checked(vp_token: &Value, client_id: &str) -> Vec<String> {
    assert_eq!(vp_token.as_object().unwrap().len(), 1);
    let [presentation] = vp_token["staff-key"].as_array().unwrap().as_slice() else { panic!("{vp_token}") };
    let presentation = presentation.as_str().unwrap();
    let (bound, binding) = presentation.rsplit_once('~').unwrap();
    let mut parts = bound.split('~');

    let (header, credential, jws) = decoded(parts.next().unwrap());
    assert_eq!(header["typ"], "dc+sd-jwt");
    verify(jws, &key_of_certificate(&header["x5c"][0]));
    assert_eq!(credential["vct"], "https://issuer.example/staff");

    let disclosed = parts.map(|disclosure| {
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(disclosure));
        assert!(credential["_sd"].as_array().unwrap().contains(&digest.into()));
        let content: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(disclosure).unwrap()).unwrap();
        content[1].as_str().unwrap().to_owned()
    });
    let disclosed = disclosed.collect();

    let (header, claims, jws) = decoded(binding);
    assert_eq!(header, json!({ "typ": "kb+jwt", "alg": "ES256" }));
    verify(jws, &key_of_jwk(&credential["cnf"]["jwk"]));
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{bound}~")));
    assert_eq!(
        claims,
        json!({ "aud": client_id, "nonce": NONCE, "sd_hash": hash, "iat": claims["iat"].as_i64().unwrap() })
    );
    assert!((claims["iat"].as_i64().unwrap() - now()).abs() < 10);
    disclosed
}

fn decoded(jws: &str) -> (Value, Value, &str) {
    let [header, payload, _] = jws.split('.').collect::<Vec<_>>()[..] else { panic!("{jws}") };
    let json = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (json(header), json(payload), jws)
}

fn verify(jws: &str, key: &VerifyingKey) {
    let (input, signature) = jws.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    key.verify(input.as_bytes(), &signature).unwrap();
}

fn key_of_certificate(x5c: &Value) -> VerifyingKey {
    let certificate = Certificate::from_der(&STANDARD.decode(x5c.as_str().unwrap()).unwrap()).unwrap();
    let key = certificate.tbs_certificate().subject_public_key_info().to_der().unwrap();
    VerifyingKey::from_public_key_der(&key).unwrap()
}

fn key_of_jwk(jwk: &Value) -> VerifyingKey {
    let part = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    VerifyingKey::from_sec1_bytes(&[vec![4], part("x"), part("y")].concat()).unwrap()
}
