//! What is derived from a secret, or vouched for with one.

use super::SecretBytes;
use hmac::{Hmac, KeyInit, Mac, digest::Key};
use sha2::Sha256;

/// HMAC-SHA-256 over `label`, a zero byte and `text`. The label keeps the uses of one secret apart.
pub fn mac(secret: &SecretBytes, label: &str, text: &str) -> Hmac<Sha256> {
    let mut key = Key::<Hmac<Sha256>>::default();
    for (place, byte) in key.iter_mut().zip(secret.iter()) {
        *place = *byte;
    }
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&key);
    mac.update(label.as_bytes());
    mac.update(b"\0");
    mac.update(text.as_bytes());
    mac
}
