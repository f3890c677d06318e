//! Browsers in which an officer has logged in with both factors. They carry a mark, and their tries at that officer's
//! password are counted by it: wrong passwords that others try for the address do not make them wait
//! ([device cookies](https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies)).
//!
//! A mark logs nobody in. Whoever steals one has a few tries of their own at the password, and the second factor behind it.
//! It is vouched for with a key outside the database, for the address: that it is good tells nothing about who is an
//! officer, and nothing is looked up for it. Another key ends every mark; the next log in makes a new one.

use crate::{flows::Fault, keys::mac, state::AppState};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::SecretToken;
use hmac::{Hmac, Mac};
use rand::CryptoRng;
use sha2::Sha256;

/// What a browser keeps. Random, and good for one address.
pub struct Mark(String);

/// A mark that is good for the address that was typed.
pub(super) struct Known {
    nonce: String,
}

impl Mark {
    /// A new one, for a browser in which the officer with this address has just logged in.
    ///
    /// # Errors
    /// When there is no key.
    pub(super) fn new(state: &AppState, rng: &mut impl CryptoRng, email: &str) -> Result<Self, Fault> {
        let nonce = SecretToken::new(rng).reveal();
        let proof = voucher(state, email, &nonce).ok_or(Fault::Setting("officer.keys"))?;
        Ok(Self(format!("{nonce}.{}", URL_SAFE_NO_PAD.encode(proof.finalize().into_bytes()))))
    }

    /// As the browser keeps it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Known {
    /// Whether a browser that carries `mark` is known for this address, which is in lower case.
    pub(super) fn read(state: &AppState, mark: Option<&str>, email: &str) -> Option<Self> {
        let (nonce, proof) = mark?.split_once('.')?;
        let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
        voucher(state, email, nonce)?.verify_slice(&proof).ok()?;
        Some(Self { nonce: nonce.to_owned() })
    }

    /// Which of the address's browsers it is.
    pub(super) fn nonce(&self) -> &str {
        &self.nonce
    }
}

/// What vouches for a mark.
fn voucher(state: &AppState, email: &str, nonce: &str) -> Option<Hmac<Sha256>> {
    let key = state.keys.officer.first()?;
    Some(mac(&key.secret, "officer's browser", &format!("{email}\0{nonce}")))
}

impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mark(…)")
    }
}
