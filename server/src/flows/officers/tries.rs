//! Tries at passwords and codes of officers, counted in the database and committed before anything is compared.
//!
//! What a stranger can try is counted apart from what only the officer gets to: nobody who knows no more than an address
//! keeps an officer from a code or from a press.

use super::known_browser::Known;
use crate::{flows::Fault, keys::mac, state::AppState};
use domain::{OfficerId, SecretToken, Timestamp, TokenHash};
use hmac::Mac;
use rand::CryptoRng;

/// Whose tries are counted together.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// Passwords for the address that was typed, in lower case, whether or not an officer has it.
    Address(&'a str),
    /// Passwords in one browser that its officer has logged in with before.
    Browser(&'a Known),
    /// Codes of an officer whose password was shown.
    Codes(&'a OfficerId),
    /// The password until now, of an officer who is logged in.
    PasswordChange(&'a OfficerId),
}

/// A try that was counted.
pub(super) struct Try {
    id: String,
}

/// What came of counting.
pub(super) enum Counted {
    /// Something may be compared.
    Go(Try),
    /// Nothing may be compared until then.
    Wait(Timestamp),
}

/// Counts a try.
///
/// # Errors
/// When the database refuses; then nothing may be compared.
pub(super) async fn count(state: &AppState, rng: &mut impl CryptoRng, subject: Subject<'_>) -> Result<Counted, Fault> {
    let id = SecretToken::new(rng).reveal();
    let (limit, now) = (state.settings.policy.officer_tries, state.clock.now());
    let wait = store::officer_tries::count(&state.db, &id, &subject.hash(state), limit, now).await?;
    Ok(wait.map_or(Counted::Go(Try { id }), Counted::Wait))
}

impl Try {
    /// Takes the try back, in the transaction of what was allowed by it: only wrong ones count.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn was_right(self, conn: &impl store::ConnectionTrait) -> Result<(), Fault> {
        Ok(store::officer_tries::take_back(conn, &self.id).await?)
    }
}

impl Subject<'_> {
    /// As it is counted: under a secret, so that a copied database does not tell what was typed.
    pub(super) fn hash(self, state: &AppState) -> TokenHash {
        let (label, text) = match self {
            Self::Address(email) => ("officer try", email),
            Self::Browser(known) => ("officer try in a known browser", known.nonce()),
            Self::Codes(officer) => ("officer code", officer.as_str()),
            Self::PasswordChange(officer) => ("officer password change", officer.as_str()),
        };
        TokenHash::of(&mac(&state.keys.nonce, label, text).finalize().into_bytes())
    }
}
