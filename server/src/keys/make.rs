//! Making, rotating and listing keys.

use super::{
    ANCHOR, ANCHOR_KEY, CREDENTIAL_CHAIN, CREDENTIAL_KEY, CredentialKey, KeysError, NamedKey, Ring, authority, file,
};
use crate::config::Settings;
use domain::Timestamp;
use rand::CryptoRng;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Why keys cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// A file cannot be written.
    #[error("{} cannot be written", .0.display())]
    Write(PathBuf, #[source] io::Error),
    /// Some files of the signing key are there and others are not.
    #[error("some of {CREDENTIAL_KEY}, {CREDENTIAL_CHAIN} and {ANCHOR} are in {} and others are missing; put the missing ones there, or move these away", .0.display())]
    Incomplete(PathBuf),
    /// The signing key and its certificates cannot be made.
    #[error(transparent)]
    Authority(#[from] authority::AuthorityError),
    /// A key that is there cannot be read.
    #[error(transparent)]
    Keys(#[from] KeysError),
}

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// What it is for.
    pub purpose: &'static str,
    /// Its name.
    pub id: String,
    /// Whether it is the one in use for what is made now.
    pub current: bool,
}

/// Makes every key that is missing and touches none that is there. Returns the files that were made.
///
/// # Errors
/// When a file cannot be written, or the signing key's files are incomplete.
pub fn init(settings: &Settings, now: Timestamp, rng: &mut impl CryptoRng) -> Result<Vec<PathBuf>, MakeError> {
    let dir = settings.keys.dir.as_path();
    file::make_dir(dir).map_err(|error| MakeError::Write(dir.to_owned(), error))?;
    let mut made = Vec::new();
    for ring in Ring::ALL {
        let path = ring.path(dir);
        if !path.exists() {
            create(&path, ring.to_text(&[NamedKey::generate(rng)]).as_bytes(), &mut made)?;
        }
    }
    let there = [CREDENTIAL_KEY, CREDENTIAL_CHAIN, ANCHOR].map(|name| dir.join(name).exists());
    if there.contains(&false) {
        if there.contains(&true) {
            return Err(MakeError::Incomplete(dir.to_owned()));
        }
        let files = authority::make(&settings.organisation.name, settings.server.public_url.host(), now, rng)?;
        create(&dir.join(ANCHOR_KEY), files.anchor_key.as_bytes(), &mut made)?;
        create(&dir.join(ANCHOR), files.anchor.as_bytes(), &mut made)?;
        create(&dir.join(CREDENTIAL_CHAIN), files.chain.as_bytes(), &mut made)?;
        create(&dir.join(CREDENTIAL_KEY), files.key.as_bytes(), &mut made)?;
    }
    Ok(made)
}

fn create(path: &Path, content: &[u8], made: &mut Vec<PathBuf>) -> Result<(), MakeError> {
    file::create(path, content).map_err(|error| MakeError::Write(path.to_owned(), error))?;
    made.push(path.to_owned());
    Ok(())
}

/// Puts a new key before the others of its purpose and returns its name. A running server goes on with the old one
/// until it is started again.
///
/// # Errors
/// When the file cannot be read or written.
pub fn rotate(dir: &Path, ring: Ring, rng: &mut impl CryptoRng) -> Result<String, MakeError> {
    let mut keys = ring.load(dir)?;
    let newest = NamedKey::generate(rng);
    let id = newest.id.clone();
    keys.insert(0, newest);
    let path = ring.path(dir);
    file::replace(&path, ring.to_text(&keys).as_bytes()).map_err(|error| MakeError::Write(path, error))?;
    Ok(id)
}

/// Every key by name.
///
/// # Errors
/// When a file is missing or damaged.
pub fn list(dir: &Path) -> Result<Vec<Listed>, KeysError> {
    let mut listed = Vec::new();
    for ring in Ring::ALL {
        let keys = ring.load(dir)?.into_iter().enumerate();
        listed.extend(keys.map(|(index, key)| Listed { purpose: ring.name(), id: key.id, current: index == 0 }));
    }
    let credential = CredentialKey::load(dir)?;
    listed.push(Listed { purpose: "credential", id: credential.key.kid().to_owned(), current: true });
    Ok(listed)
}
