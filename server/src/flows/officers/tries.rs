//! Tries at passwords and codes of officers. Counted for the email address that was typed, whether or not an officer has
//! it, and committed before anything is compared.

use crate::{flows::Fault, keys::mac, state::AppState};
use domain::{SecretToken, Timestamp, TokenHash};
use hmac::Mac;
use rand::CryptoRng;

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

/// Counts a try for an email address.
///
/// # Errors
/// When the database refuses; then nothing may be compared.
pub(super) async fn count(state: &AppState, rng: &mut impl CryptoRng, email: &str) -> Result<Counted, Fault> {
    let id = SecretToken::new(rng).reveal();
    let (limit, now) = (state.settings.policy.officer_tries, state.clock.now());
    let wait = store::officer_tries::count(&state.db, &id, &subject(state, email), limit, now).await?;
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

/// The address as it is counted: under a secret, so that a copied database does not tell what was typed.
fn subject(state: &AppState, email: &str) -> TokenHash {
    TokenHash::of(&mac(&state.keys.nonce, "officer try", email).finalize().into_bytes())
}
