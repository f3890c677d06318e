//! An answer in secret, as wallets give it: a JWE by ECDH-ES with A128GCM (RFC 7518, sections 4.6 and 5.3).

use crate::error::LoadError;
use aes_gcm::{
    Aes128Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use rand::{TryRng, rngs::SysRng};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ENCRYPTION: &str = "A128GCM";
const KEY_BITS: u32 = 128;
const TAG: usize = 16;

/// Encrypts `answer` to the key in a request.
///
/// # Errors
/// When that key is not one, or the operating system gives no randomness.
pub fn encrypt(key: &Value, answer: &Value) -> Result<String, LoadError> {
    let unusable = || LoadError::Key(key.to_string());
    let mut random = [0; 44];
    SysRng.try_fill_bytes(&mut random).map_err(|_| LoadError::Randomness)?;
    let (seed, nonce) = random.split_at(32);
    let sender = SecretKey::from_slice(seed).map_err(|_| LoadError::Randomness)?;
    let shared = diffie_hellman(sender.to_nonzero_scalar(), receiver(key).ok_or_else(unusable)?.as_affine());

    // One round of the Concat KDF, without names of the parties.
    let mut hash = Sha256::new();
    hash.update(1_u32.to_be_bytes());
    hash.update(shared.raw_secret_bytes());
    hash.update(u32::try_from(ENCRYPTION.len()).unwrap_or_default().to_be_bytes());
    hash.update(ENCRYPTION);
    hash.update([0; 8]);
    hash.update(KEY_BITS.to_be_bytes());
    let derived = hash.finalize();
    let cipher = derived.get(..16).and_then(|key| Aes128Gcm::new_from_slice(key).ok()).ok_or_else(unusable)?;

    let point = p256::Sec1Point::from(sender.public_key());
    let text = |bytes: Option<&p256::FieldBytes>| bytes.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
    let ephemeral = json!({ "kty": "EC", "crv": "P-256", "x": text(point.x()), "y": text(point.y()) });
    let header = json!({ "alg": "ECDH-ES", "enc": ENCRYPTION, "kid": key.get("kid"), "epk": ephemeral });
    let header = URL_SAFE_NO_PAD.encode(header.to_string());
    let clear = answer.to_string();
    let payload = Payload { msg: clear.as_bytes(), aad: header.as_bytes() };
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| LoadError::Randomness)?;
    let sealed = cipher.encrypt(&nonce.into(), payload).map_err(|_| unusable())?;
    let (sealed, tag) = sealed.split_at(sealed.len().saturating_sub(TAG));
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Ok(format!("{header}..{}.{}.{}", part(&nonce), part(sealed), part(tag)))
}

fn receiver(key: &Value) -> Option<PublicKey> {
    let coordinate = |name| URL_SAFE_NO_PAD.decode(key.get(name)?.as_str()?).ok();
    PublicKey::from_sec1_bytes(&[vec![4], coordinate("x")?, coordinate("y")?].concat()).ok()
}
