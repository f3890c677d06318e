//! The slow hash of what people type: Argon2id (RFC 9106) with a secret pepper that is not in the database. Runs away from
//! the async threads, and at most as many at once as there are permits.

use crate::{keys::NamedKey, state::AppState};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use rand::Rng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Why a hash could not be made or compared.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// Argon2 refused its parameters.
    #[error("Argon2 refused: {0}")]
    Argon2(argon2::Error),
    /// The pepper of a stored hash is not among the keys.
    #[error("the pepper {0} is not among the keys")]
    NoPepper(String),
    /// The stored hash is damaged.
    #[error("a stored hash is damaged")]
    Damaged,
    /// The service is going away.
    #[error("the hashing task did not end")]
    Stopped,
}

/// A hash ready to be stored.
#[derive(Clone, Debug)]
pub struct SlowHash {
    /// Parameters, salt and hash.
    pub text: String,
    /// Which pepper.
    pub pepper_id: String,
}

/// What one run costs.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
}

/// Hashes `input` with the newest pepper.
///
/// # Errors
/// See [`HashError`].
pub async fn hash(
    state: &AppState,
    rng: &mut impl Rng,
    cost: Cost,
    input: Zeroizing<String>,
) -> Result<SlowHash, HashError> {
    let pepper = state.keys.peppers.first().cloned().ok_or_else(|| HashError::NoPepper("newest".to_owned()))?;
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let pepper_id = pepper.id.clone();
    let Cost { memory_kib, iterations } = cost;
    let tag = run(state, pepper, input, salt.to_vec(), cost).await?;
    let text = format!("{memory_kib}${iterations}${}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(tag));
    Ok(SlowHash { text, pepper_id })
}

/// Whether `input` is the one behind `stored`; takes the same time either way.
///
/// # Errors
/// See [`HashError`]; the input then counts as wrong.
pub async fn matches(state: &AppState, input: Zeroizing<String>, stored: &SlowHash) -> Result<bool, HashError> {
    let pepper = state.keys.peppers.iter().find(|pepper| pepper.id == stored.pepper_id).cloned();
    let pepper = pepper.ok_or_else(|| HashError::NoPepper(stored.pepper_id.clone()))?;
    let mut parts = stored.text.split('$');
    let mut next = || parts.next().ok_or(HashError::Damaged);
    let memory_kib = next()?.parse().map_err(|_| HashError::Damaged)?;
    let iterations = next()?.parse().map_err(|_| HashError::Damaged)?;
    let salt = STANDARD_NO_PAD.decode(next()?).map_err(|_| HashError::Damaged)?;
    let expected = STANDARD_NO_PAD.decode(next()?).map_err(|_| HashError::Damaged)?;
    let tag = run(state, pepper, input, salt, Cost { memory_kib, iterations }).await?;
    Ok(tag.as_slice().ct_eq(&expected).into())
}

/// Whether a stored hash was made at this cost and with the newest pepper.
#[must_use]
pub fn is_current(state: &AppState, cost: Cost, text: &str, pepper_id: &str) -> bool {
    let made_so = text.starts_with(&format!("{}${}$", cost.memory_kib, cost.iterations));
    made_so && state.keys.peppers.first().is_some_and(|newest| newest.id == pepper_id)
}

async fn run(
    state: &AppState,
    pepper: NamedKey,
    input: Zeroizing<String>,
    salt: Vec<u8>,
    cost: Cost,
) -> Result<[u8; 32], HashError> {
    let mut place = state.hashing.enter().await.map_err(|_| HashError::Stopped)?;
    let task = tokio::task::spawn_blocking(move || {
        let params = Params::new(cost.memory_kib, cost.iterations, 1, Some(32))?;
        let memory = place.memory(params.block_count());
        let mut tag = [0; 32];
        Argon2::new_with_secret(pepper.secret.as_slice(), Algorithm::Argon2id, Version::V0x13, params)?
            .hash_password_into_with_memory(input.as_bytes(), &salt, &mut tag, memory)?;
        Ok(tag)
    });
    task.await.map_err(|_| HashError::Stopped)?.map_err(HashError::Argon2)
}
