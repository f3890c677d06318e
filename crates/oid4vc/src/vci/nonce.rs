//! Nonces that need no memory until they are used
//! ([OpenID4VCI 1.0, section 7](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-7)).
//!
//! A nonce is its own receipt: `base64url(time ‖ random ‖ MAC)`, 8 + 16 + 32 bytes, with HMAC-SHA-256 over the purpose,
//! the time and the random part. Any replica with the key can check one that another made, and asking for a million
//! of them stores nothing. That a nonce is used once, on the other hand, needs memory: [`check`] returns what to
//! remember, and the caller stores it in the transaction that the nonce pays for.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rand_core::CryptoRng;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::base64url;

/// How far the clocks of two replicas may differ, in seconds.
const CLOCK_SKEW_SECONDS: i64 = 300;
const TIME_LENGTH: usize = 8;
const RANDOM_LENGTH: usize = 16;
const MAC_LENGTH: usize = 32;

/// What a nonce is for. One made for one purpose is worthless for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoncePurpose {
    /// `c_nonce`, to be signed in a key proof.
    CredentialProof,
    /// `DPoP-Nonce`, to be signed in a DPoP proof
    /// ([RFC 9449, section 8](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)).
    DpopProof,
}

impl NoncePurpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::CredentialProof => b"credential proof nonce\0",
            Self::DpopProof => b"dpop proof nonce\0",
        }
    }
}

/// Why a nonce is refused. For a key proof all are `invalid_nonce` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NonceError {
    /// Not the text of a nonce.
    #[error("the nonce is malformed")]
    Malformed,
    /// Not made with this key for this purpose.
    #[error("the nonce was not made here")]
    Foreign,
    /// Older than its life.
    #[error("the nonce has expired")]
    Expired,
    /// Its time lies further ahead than clocks may differ.
    #[error("the nonce is from the future")]
    FromTheFuture,
}

/// What the caller remembers of a nonce that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpentNonce {
    /// SHA-256 of the nonce. A second insert of the same value is a replay.
    pub hash: [u8; 32],
    /// After this time (Unix seconds) the nonce is refused anyway and may be forgotten.
    pub expires_at: i64,
}

/// The answer of the nonce endpoint; to be sent with `Cache-Control: no-store`
/// ([section 7.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-7.2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NonceResponse {
    /// The fresh nonce.
    pub c_nonce: String,
}

/// Makes a nonce of 75 characters. `key` is random and shared with no other use.
#[must_use]
pub fn make(purpose: NoncePurpose, rng: &mut impl CryptoRng, key: &[u8; 32], now: i64) -> String {
    let mut random = [0_u8; RANDOM_LENGTH];
    rng.fill_bytes(&mut random);
    let body = [now.to_be_bytes().as_slice(), &random].concat();
    let mac = mac(purpose, key, &body).finalize().into_bytes();
    base64url::encode([body.as_slice(), mac.as_slice()].concat())
}

/// Checks that a nonce was made here for this purpose at most `life_seconds` ago. The MAC is compared in constant
/// time.
///
/// # Errors
/// See [`NonceError`].
pub fn check(
    purpose: NoncePurpose,
    nonce: &str,
    key: &[u8; 32],
    now: i64,
    life_seconds: i64,
) -> Result<SpentNonce, NonceError> {
    const ENCODED_LENGTH: usize = (TIME_LENGTH + RANDOM_LENGTH + MAC_LENGTH).div_ceil(3) * 4 - 1;
    if nonce.len() != ENCODED_LENGTH {
        return Err(NonceError::Malformed);
    }
    let bytes = base64url::decode(nonce).ok_or(NonceError::Malformed)?;
    let (body, stated) = bytes.split_at_checked(TIME_LENGTH + RANDOM_LENGTH).ok_or(NonceError::Malformed)?;
    let made_at = body.first_chunk::<TIME_LENGTH>().copied().map(i64::from_be_bytes);
    let made_at = made_at.ok_or(NonceError::Malformed)?;
    mac(purpose, key, body).verify_slice(stated).map_err(|_| NonceError::Foreign)?;

    let expires_at = made_at.saturating_add(life_seconds);
    if now > expires_at {
        return Err(NonceError::Expired);
    }
    if made_at > now.saturating_add(CLOCK_SKEW_SECONDS) {
        return Err(NonceError::FromTheFuture);
    }
    Ok(SpentNonce { hash: Sha256::digest(nonce).into(), expires_at })
}

fn mac(purpose: NoncePurpose, key: &[u8; 32], body: &[u8]) -> Hmac<Sha256> {
    // HMAC fills a short key up with zeros (RFC 2104, section 2). Done here, the constructor cannot fail.
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key).for_each(|(slot, byte)| *slot = *byte);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(purpose.label());
    mac.update(body);
    mac
}
