//! How security codes are kept: Argon2id (RFC 9106) with a secret pepper that is not in the database, bound to the
//! invitation. A million codes are few: without the pepper a stolen database says nothing about them.

use crate::{keys::NamedKey, state::AppState};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::{InvitationId, SecurityCode};
use rand::Rng;
use subtle::ConstantTimeEq;

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
#[derive(Debug)]
pub struct CodeHash {
    /// Parameters, salt and hash.
    pub text: String,
    /// Which pepper.
    pub pepper_id: String,
}

/// Hashes a new code, away from the async threads and at most as many at once as there are permits.
///
/// # Errors
/// See [`HashError`].
pub async fn hash(
    state: &AppState,
    rng: &mut impl Rng,
    code: &SecurityCode,
    invitation: &InvitationId,
) -> Result<CodeHash, HashError> {
    let pepper = state.keys.peppers.first().cloned().ok_or_else(|| HashError::NoPepper("newest".to_owned()))?;
    let cost = state.settings.code_hash;
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let pepper_id = pepper.id.clone();
    let (memory, passes) = (cost.memory_kib, cost.iterations);
    let tag = run(state, pepper, code, invitation, salt.to_vec(), memory, passes).await?;
    let text = format!("{memory}${passes}${}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(tag));
    Ok(CodeHash { text, pepper_id })
}

/// Whether `code` is the one behind `stored`; takes the same time either way.
///
/// # Errors
/// See [`HashError`]; the code then counts as wrong.
pub async fn matches(
    state: &AppState,
    code: &SecurityCode,
    invitation: &InvitationId,
    stored: &CodeHash,
) -> Result<bool, HashError> {
    let pepper = state.keys.peppers.iter().find(|pepper| pepper.id == stored.pepper_id).cloned();
    let pepper = pepper.ok_or_else(|| HashError::NoPepper(stored.pepper_id.clone()))?;
    let mut parts = stored.text.split('$');
    let mut next = || parts.next().ok_or(HashError::Damaged);
    let memory = next()?.parse().map_err(|_| HashError::Damaged)?;
    let passes = next()?.parse().map_err(|_| HashError::Damaged)?;
    let salt = STANDARD_NO_PAD.decode(next()?).map_err(|_| HashError::Damaged)?;
    let expected = STANDARD_NO_PAD.decode(next()?).map_err(|_| HashError::Damaged)?;
    let tag = run(state, pepper, code, invitation, salt, memory, passes).await?;
    Ok(tag.as_slice().ct_eq(&expected).into())
}

async fn run(
    state: &AppState,
    pepper: NamedKey,
    code: &SecurityCode,
    invitation: &InvitationId,
    salt: Vec<u8>,
    memory_kib: u32,
    passes: u32,
) -> Result<[u8; 32], HashError> {
    let mut place = state.hashing.enter().await.map_err(|_| HashError::Stopped)?;
    let input = zeroize::Zeroizing::new(format!("security code\0{}\0{}", invitation.as_str(), code.reveal()));
    let task = tokio::task::spawn_blocking(move || {
        let params = Params::new(memory_kib, passes, 1, Some(32))?;
        let memory = place.memory(params.block_count());
        let mut tag = [0; 32];
        Argon2::new_with_secret(pepper.secret.as_slice(), Algorithm::Argon2id, Version::V0x13, params)?
            .hash_password_into_with_memory(input.as_bytes(), &salt, &mut tag, memory)?;
        Ok(tag)
    });
    task.await.map_err(|_| HashError::Stopped)?.map_err(HashError::Argon2)
}
