//! Keys that sign what portals get: ID tokens and word of a log out. One file, the newest key first. The second signs: the
//! newest is published before it is used, so that servers which are started again one after the other each know the key
//! of the others. The public halves of the older ones stay in the key set, so that what they signed can be checked.

use super::{KeysError, file};
use oid4vc::jose::{KeyEncodingError, SigningKey};
use rand::CryptoRng;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Its file: private keys in PKCS#8 PEM, one behind the other.
const FILE: &str = "oidc-keys.pem";
/// How many keys the file keeps: what an older one signed has long expired by then.
const KEPT: usize = 4;
/// The last line of each key.
const END: &str = "-----END PRIVATE KEY-----";

/// Where the keys are.
pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join(FILE)
}

/// Reads the keys, newest first; at least one.
pub(super) fn load(dir: &Path) -> Result<Vec<SigningKey>, KeysError> {
    let path = path(dir);
    let text = file::read_secret(&path)?;
    let blocks = text.split_inclusive(END).map(str::trim).filter(|block| !block.is_empty());
    let keys: Result<Vec<_>, _> = blocks.map(SigningKey::from_pkcs8_pem).collect();
    match keys.map_err(|error| KeysError::SigningKey(path.clone(), error))? {
        keys if keys.is_empty() => Err(KeysError::Empty(path)),
        keys => Ok(keys),
    }
}

/// The key that signs. `None` if there is no key, which reading them rules out.
#[must_use]
pub fn in_use(keys: &[SigningKey]) -> Option<&SigningKey> {
    keys.get(1).or_else(|| keys.first())
}

/// The text of a new file: a key to sign with and the next.
pub(super) fn first_keys(rng: &mut impl CryptoRng) -> Result<Zeroizing<String>, KeyEncodingError> {
    let first = SigningKey::generate(rng);
    Ok(with_new_key(&[first], rng)?.0)
}

/// The text of a file with a new key before `older`, and that key's name.
pub(super) fn with_new_key(
    older: &[SigningKey],
    rng: &mut impl CryptoRng,
) -> Result<(Zeroizing<String>, String), KeyEncodingError> {
    let newest = SigningKey::generate(rng);
    let mut text = newest.to_pkcs8_pem()?;
    for key in older.iter().take(KEPT - 1) {
        text.push_str(&key.to_pkcs8_pem()?);
    }
    Ok((text, newest.kid().to_owned()))
}
