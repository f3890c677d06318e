//! Messages that wait, encrypted by [`crate::sealing`] for their row.

use crate::{
    keys::Keys,
    sealing::{self, SealError, Sealed, Unreadable},
};
use delivery::Message;
use domain::{Channel, MessageId, Timestamp};
use rand::CryptoRng;
use store::outbox::NewMessage;
use zeroize::Zeroizing;

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
    let clear = Zeroizing::new(serde_json::to_vec(message).map_err(|_| SealError)?);
    let Sealed { payload, key_id } = sealing::seal(&keys.outbox, id.as_str(), &clear, rng)?;
    let channel = match message {
        Message::Email(_) => Channel::Email,
        Message::Sms(_) => Channel::Sms,
    };
    Ok(NewMessage {
        id,
        channel,
        payload,
        key_id,
        created_at: now,
        expires_at,
        employee: None,
        officer: None,
        kind: None,
    })
}

/// Decrypts the payload of the message called `id`.
///
/// # Errors
/// When the key is gone, or payload and name do not belong together.
pub fn open(keys: &Keys, id: &MessageId, key_id: &str, payload: &[u8]) -> Result<Message, Unreadable> {
    let clear = sealing::open(&keys.outbox, id.as_str(), key_id, payload)?;
    serde_json::from_slice(&clear).map_err(|_| Unreadable)
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
        assert_eq!(open(&keys, &row.id, &row.key_id, &row.payload), Ok(message));
        assert_eq!(open(&keys, &MessageId::new(&mut rng), &row.key_id, &row.payload), Err(Unreadable));
    }
}
