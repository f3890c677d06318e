//! How security codes are kept: hashed slowly, and bound to the invitation. A million codes are few: without the pepper a
//! stolen database says nothing about them.

use super::slow_hash::{self, Cost, HashError, SlowHash};
use crate::state::AppState;
use domain::{InvitationId, SecurityCode};
use rand::Rng;
use zeroize::Zeroizing;

/// Hashes a new code.
///
/// # Errors
/// See [`HashError`].
pub async fn hash(
    state: &AppState,
    rng: &mut impl Rng,
    code: &SecurityCode,
    invitation: &InvitationId,
) -> Result<SlowHash, HashError> {
    let cost = state.settings.code_hash;
    let cost = Cost { memory_kib: cost.memory_kib, iterations: cost.iterations };
    slow_hash::hash(state, rng, cost, input(code, invitation)).await
}

/// Whether `code` is the one behind `stored`; takes the same time either way.
///
/// # Errors
/// See [`HashError`]; the code then counts as wrong.
pub async fn matches(
    state: &AppState,
    code: &SecurityCode,
    invitation: &InvitationId,
    stored: &SlowHash,
) -> Result<bool, HashError> {
    slow_hash::matches(state, input(code, invitation), stored).await
}

fn input(code: &SecurityCode, invitation: &InvitationId) -> Zeroizing<String> {
    Zeroizing::new(format!("security code\0{}\0{}", invitation.as_str(), code.reveal()))
}
