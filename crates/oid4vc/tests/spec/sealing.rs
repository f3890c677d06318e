//! A JWE writer, which the crate does not have: what wallets do to answer in secret.

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::{PublicKey, SecretKey};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{WalletKey, base64url};

pub fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// Encrypts under a content key that somebody else has derived.
pub fn seal(header: &Value, key: &[u8], plaintext: &[u8]) -> String {
    let protected = base64url(header.to_string());
    let payload = Payload { msg: plaintext, aad: protected.as_bytes() };
    let iv = [9_u8; 12];
    let sealed = match key.len() {
        16 => Aes128Gcm::new_from_slice(key).unwrap().encrypt(&iv.into(), payload).unwrap(),
        _ => Aes256Gcm::new_from_slice(key).unwrap().encrypt(&iv.into(), payload).unwrap(),
    };
    let (ciphertext, tag) = sealed.split_at(sealed.len() - 16);
    format!("{protected}..{}.{}.{}", base64url(iv), base64url(ciphertext), base64url(tag))
}

/// Encrypts as a wallet does, to the key in a request, with a Concat KDF of its own.
pub fn encrypt(public: &Value, enc: &str, extra: Map<String, Value>, plaintext: &[u8]) -> String {
    let sender = SecretKey::from_slice(&[21; 32]).unwrap();
    let point = [vec![4], decode(public["x"].as_str().unwrap()), decode(public["y"].as_str().unwrap())].concat();
    let receiver = PublicKey::from_sec1_bytes(&point).unwrap();
    let shared = p256::ecdh::diffie_hellman(sender.to_nonzero_scalar(), receiver.as_affine());
    let bits: u32 = if enc == "A128GCM" { 128 } else { 256 };
    let party = |name: &str| extra.get(name).and_then(Value::as_str).map_or_else(Vec::new, decode);
    let mut input = vec![0, 0, 0, 1];
    input.extend_from_slice(shared.raw_secret_bytes());
    for field in [enc.as_bytes().to_vec(), party("apu"), party("apv")] {
        input.extend_from_slice(&(field.len() as u32).to_be_bytes());
        input.extend_from_slice(&field);
    }
    input.extend_from_slice(&bits.to_be_bytes());
    let derived = Sha256::digest(&input);
    let mut header = json!({ "alg": "ECDH-ES", "enc": enc, "kid": public["kid"], "epk": WalletKey::number(21).jwk() });
    header.as_object_mut().unwrap().extend(extra);
    seal(&header, &derived[..bits as usize / 8], plaintext)
}
