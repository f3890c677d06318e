//! Messages that wait, encrypted: AES-256-GCM with a key outside the database, bound to the message's name, so that a
//! row cannot be read by whoever copies the database and cannot be moved to another place in it.

use crate::keys::{Keys, NamedKey};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use delivery::Message;
use domain::{Channel, MessageId, Timestamp};
use rand::CryptoRng;
use store::outbox::NewMessage;
use zeroize::Zeroizing;

/// Length of a GCM nonce in bytes ([NIST SP 800-38D, section 8.2](https://csrc.nist.gov/pubs/sp/800/38/d/final)).
const NONCE: usize = 12;

/// A message cannot be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be encrypted")]
pub struct SealError;

/// A message in the outbox cannot be read: its key is gone, or it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be decrypted")]
pub struct Unreadable;

/// Encrypts `message` into a row for [`store::outbox::insert`], to be written in the transaction of the act that it tells
/// of. Once that is committed, [`crate::live::Live::message_waits`] wakes the worker.
///
/// # Errors
/// When there is no key.
pub fn seal(
    keys: &Keys,
    message: &Message,
    expires_at: Option<Timestamp>,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<NewMessage, SealError> {
    let id = MessageId::new(rng);
    let key = keys.outbox.first().ok_or(SealError)?;
    let payload = encrypt(key, &id, message, rng).ok_or(SealError)?;
    let channel = match message {
        Message::Email(_) => Channel::Email,
        Message::Sms(_) => Channel::Sms,
    };
    Ok(NewMessage { id, channel, payload, key_id: key.id.clone(), created_at: now, expires_at })
}

/// Nonce, then ciphertext with tag.
fn encrypt(key: &NamedKey, id: &MessageId, message: &Message, rng: &mut impl CryptoRng) -> Option<Vec<u8>> {
    let clear = Zeroizing::new(serde_json::to_vec(message).ok()?);
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let bound = Payload { msg: &clear, aad: id.as_str().as_bytes() };
    let sealed = cipher(key)?.encrypt(&nonce.into(), bound).ok()?;
    Some([nonce.as_slice(), &sealed].concat())
}

/// Decrypts the payload of the message called `id`.
///
/// # Errors
/// When the key is gone, or payload and name do not belong together.
pub fn open(keys: &Keys, id: &MessageId, key_id: &str, payload: &[u8]) -> Result<Message, Unreadable> {
    let key = keys.outbox.iter().find(|key| key.id == key_id).ok_or(Unreadable)?;
    let (nonce, sealed) = payload.split_first_chunk::<NONCE>().ok_or(Unreadable)?;
    let bound = Payload { msg: sealed, aad: id.as_str().as_bytes() };
    let clear = cipher(key).ok_or(Unreadable)?.decrypt(nonce.into(), bound).map_err(|_| Unreadable)?;
    serde_json::from_slice(&Zeroizing::new(clear)).map_err(|_| Unreadable)
}

fn cipher(key: &NamedKey) -> Option<Aes256Gcm> {
    Aes256Gcm::new_from_slice(key.secret.as_slice()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Settings, keys, random::Random};
    use delivery::Sms;

    #[test]
    fn a_sealed_message_opens_under_its_own_name_only() {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.keys.dir = dir.path().join("keys");
        let mut rng = Random::seeded(1).generator().unwrap();
        keys::init(&settings, Timestamp::from_millis(0), &mut rng).unwrap();
        let keys = Keys::load(&settings.keys.dir).unwrap();
        let message = Message::from(Sms::new("+447700900123", "012345 is your code".to_owned()));
        let row = seal(&keys, &message, None, Timestamp::from_millis(0), &mut rng).unwrap();
        assert_eq!((row.channel, &row.key_id), (Channel::Sms, &keys.outbox[0].id));
        assert!(!row.payload.windows(6).any(|window| window == b"012345"));
        assert_eq!(open(&keys, &row.id, &row.key_id, &row.payload), Ok(message.clone()));
        assert_eq!(open(&keys, &MessageId::new(&mut rng), &row.key_id, &row.payload), Err(Unreadable));
        assert_eq!(open(&keys, &row.id, "another", &row.payload), Err(Unreadable));
        let mut changed = row.payload.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(open(&keys, &row.id, &row.key_id, &changed), Err(Unreadable));
        assert_eq!(open(&keys, &row.id, &row.key_id, &row.payload[..5]), Err(Unreadable));
        assert_ne!(seal(&keys, &message, None, Timestamp::from_millis(0), &mut rng).unwrap().payload, row.payload);
    }
}
