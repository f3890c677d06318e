//! Opening an encrypted answer, by hand ([RFC 7516 section 5.2](https://www.rfc-editor.org/rfc/rfc7516#section-5.2),
//! [RFC 7518 section 4.6](https://www.rfc-editor.org/rfc/rfc7518#section-4.6)).

use aes_gcm::aead::{Aead, KeyInit, Nonce, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{PublicKey, SecretKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const KID: &str = "one-time";

/// The public half of `key`, for the request.
pub fn public_jwk(key: &SecretKey) -> Value {
    let point = key.public_key().to_sec1_point(false);
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (x, y) = point.as_bytes()[1..].split_at(32);
    json!({ "kty": "EC", "crv": "P-256", "use": "enc", "alg": "ECDH-ES", "kid": KID, "x": part(x), "y": part(y) })
}

/// The content of `jwe`, which must be encrypted to `key` with `encryption`.
pub fn open(jwe: &str, key: &SecretKey, encryption: &str) -> Value {
    let [header_part, encrypted_key, nonce, content, tag] = jwe.split('.').collect::<Vec<_>>()[..] else {
        panic!("{jwe}")
    };
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
    let header: Value = serde_json::from_slice(&bytes(header_part)).unwrap();
    assert_eq!((encrypted_key, &header["alg"], &header["enc"]), ("", &json!("ECDH-ES"), &json!(encryption)));
    assert_eq!((&header["kid"], header.as_object().unwrap().len()), (&json!(KID), 4));
    assert_eq!((header["epk"].get("d"), &header["epk"]["crv"]), (None, &json!("P-256")));

    let part = |name: &str| bytes(header["epk"][name].as_str().unwrap());
    let theirs = PublicKey::from_sec1_bytes(&[vec![4], part("x"), part("y")].concat()).unwrap();
    let shared = p256::ecdh::diffie_hellman(key.to_nonzero_scalar(), theirs.as_affine());
    let bits: u32 = if encryption == "A128GCM" { 128 } else { 256 };
    // Round 1, the secret, the algorithm with its length, two parties without names, the length of the key.
    let name = [&7_u32.to_be_bytes()[..], encryption.as_bytes()].concat();
    let input = [&1_u32.to_be_bytes()[..], shared.raw_secret_bytes(), &name, &[0; 8], &bits.to_be_bytes()].concat();
    let derived = Sha256::digest(input);

    let sealed = [bytes(content), bytes(tag)].concat();
    let payload = Payload { msg: &sealed, aad: header_part.as_bytes() };
    let opened = match bits {
        128 => opened::<Aes128Gcm>(&derived[..16], &bytes(nonce), payload),
        _ => opened::<Aes256Gcm>(&derived, &bytes(nonce), payload),
    };
    serde_json::from_slice(&opened).unwrap()
}

fn opened<C: Aead + KeyInit>(key: &[u8], nonce: &[u8], payload: Payload<'_, '_>) -> Vec<u8> {
    C::new_from_slice(key).unwrap().decrypt(&Nonce::<C>::try_from(nonce).unwrap(), payload).unwrap()
}
