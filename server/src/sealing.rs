//! Secrets that have to lie in the database for a while, encrypted: AES-256-GCM with a key outside the database, bound to
//! the name of their row, so that whoever copies the database cannot read them and nobody can move them to another row.

use crate::keys::NamedKey;
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// Length of a GCM nonce in bytes ([NIST SP 800-38D, section 8.2](https://csrc.nist.gov/pubs/sp/800/38/d/final)).
const NONCE: usize = 12;

/// What lies in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Nonce, then ciphertext with tag.
    pub payload: Vec<u8>,
    /// Name of the key.
    pub key_id: String,
}

/// Nothing can be encrypted: there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no key to encrypt with")]
pub struct SealError;

/// What was encrypted cannot be read: its key is gone, or it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was encrypted cannot be read")]
pub struct Unreadable;

/// Encrypts `clear` with the newest key, for the row called `row`.
///
/// # Errors
/// When there is no key.
pub fn seal(keys: &[NamedKey], row: &str, clear: &[u8], rng: &mut impl CryptoRng) -> Result<Sealed, SealError> {
    let key = keys.first().ok_or(SealError)?;
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let bound = Payload { msg: clear, aad: row.as_bytes() };
    let sealed = cipher(key).and_then(|cipher| cipher.encrypt(&nonce.into(), bound).ok()).ok_or(SealError)?;
    Ok(Sealed { payload: [nonce.as_slice(), &sealed].concat(), key_id: key.id.clone() })
}

/// Decrypts what [`seal`] made for the row called `row`. Wiped on drop.
///
/// # Errors
/// When the key is gone, or payload and row do not belong together.
pub fn open(keys: &[NamedKey], row: &str, key_id: &str, payload: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let key = keys.iter().find(|key| key.id == key_id).ok_or(Unreadable)?;
    let (nonce, sealed) = payload.split_first_chunk::<NONCE>().ok_or(Unreadable)?;
    let bound = Payload { msg: sealed, aad: row.as_bytes() };
    let clear = cipher(key).ok_or(Unreadable)?.decrypt(nonce.into(), bound).map_err(|_| Unreadable)?;
    Ok(Zeroizing::new(clear))
}

fn cipher(key: &NamedKey) -> Option<Aes256Gcm> {
    Aes256Gcm::new_from_slice(key.secret.as_slice()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn what_is_sealed_opens_for_its_own_row_and_key_only() {
        let mut rng = Random::seeded(1).generator().unwrap();
        let keys = [NamedKey::generate(&mut rng), NamedKey::generate(&mut rng)];
        let sealed = seal(&keys, "row", b"012345 is your code", &mut rng).unwrap();
        assert_eq!(sealed.key_id, keys[0].id);
        assert!(!sealed.payload.windows(6).any(|window| window == b"012345"));
        let open = |row: &str, key: &str, payload: &[u8]| open(&keys, row, key, payload).map(|clear| clear.to_vec());
        assert_eq!(open("row", &keys[0].id, &sealed.payload), Ok(b"012345 is your code".to_vec()));
        assert_eq!(open("other", &keys[0].id, &sealed.payload), Err(Unreadable));
        assert_eq!(open("row", &keys[1].id, &sealed.payload), Err(Unreadable));
        assert_eq!(open("row", "another", &sealed.payload), Err(Unreadable));
        let mut changed = sealed.payload.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(open("row", &keys[0].id, &changed), Err(Unreadable));
        assert_eq!(open("row", &keys[0].id, &sealed.payload[..5]), Err(Unreadable));
        assert_ne!(seal(&keys, "row", b"012345 is your code", &mut rng).unwrap().payload, sealed.payload);
        assert_eq!(seal(&[], "row", b"", &mut rng), Err(SealError));
    }
}
