//! Making, rotating and listing keys.

use super::{
    ANCHOR, ANCHOR_KEY, CREDENTIAL_CHAIN, CREDENTIAL_KEY, CertifiedKey, CredentialKey, KeysError, NamedKey,
    REQUEST_CHAIN, REQUEST_KEY, Ring,
    authority::{self, Authority, Role},
    file, oidc,
};
use crate::config::Settings;
use clap::{ValueEnum, builder::PossibleValue};
use domain::Timestamp;
use oid4vc::jose::{KeyEncodingError, SigningKey};
use rand::CryptoRng;
use std::{
    io,
    path::{Path, PathBuf},
    sync::LazyLock,
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
    /// One file of the key that signs requests is there and the other is not.
    #[error("one of {REQUEST_KEY} and {REQUEST_CHAIN} is missing in {}; put it there, or move the other away", .0.display())]
    IncompleteRequest(PathBuf),
    /// The key that signs requests has to be certified, and the authority's key is elsewhere.
    #[error("{ANCHOR_KEY} is needed once to certify {REQUEST_KEY}; put it into {} for as long as this takes", .0.display())]
    NoAuthority(PathBuf),
    /// The signing key and its certificates cannot be made.
    #[error(transparent)]
    Authority(#[from] authority::AuthorityError),
    /// A signing key for portals cannot be written.
    #[error("the key cannot be written")]
    Encoding(#[from] KeyEncodingError),
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

/// What can be rotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Symmetric keys.
    Ring(Ring),
    /// Keys that sign what portals get. A new one is published first and signs after the next rotation.
    Oidc,
}

impl Purpose {
    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ring(ring) => ring.name(),
            Self::Oidc => "oidc",
        }
    }
}

impl ValueEnum for Purpose {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Purpose>> =
            LazyLock::new(|| Ring::ALL.map(Purpose::Ring).into_iter().chain([Purpose::Oidc]).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
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
    let path = oidc::path(dir);
    if !path.exists() {
        create(&path, oidc::first_keys(rng)?.as_bytes(), &mut made)?;
    }
    let there = [CREDENTIAL_KEY, CREDENTIAL_CHAIN, ANCHOR].map(|name| dir.join(name).exists());
    if there.contains(&false) {
        if there.contains(&true) {
            return Err(MakeError::Incomplete(dir.to_owned()));
        }
        let (authority, certificate, secret) = Authority::make(&settings.organisation.name, now, rng)?;
        create(&dir.join(ANCHOR_KEY), secret.as_bytes(), &mut made)?;
        create(&dir.join(ANCHOR), certificate.as_bytes(), &mut made)?;
        let certified = authority.certify(Role::Credentials, settings, now, rng)?;
        create(&dir.join(CREDENTIAL_CHAIN), certified.chain.as_bytes(), &mut made)?;
        create(&dir.join(CREDENTIAL_KEY), certified.key.as_bytes(), &mut made)?;
    }
    match [REQUEST_KEY, REQUEST_CHAIN].map(|name| dir.join(name).exists()) {
        [true, true] => {}
        [false, false] => {
            let certified = authority(dir)?.certify(Role::Requests, settings, now, rng)?;
            create(&dir.join(REQUEST_CHAIN), certified.chain.as_bytes(), &mut made)?;
            create(&dir.join(REQUEST_KEY), certified.key.as_bytes(), &mut made)?;
        }
        [true, false] | [false, true] => return Err(MakeError::IncompleteRequest(dir.to_owned())),
    }
    Ok(made)
}

/// The authority that was made before.
fn authority(dir: &Path) -> Result<Authority, MakeError> {
    let certificate = file::read_public(&dir.join(ANCHOR))?;
    match file::read_secret(&dir.join(ANCHOR_KEY)) {
        Ok(secret) => Ok(Authority::read(&certificate, &secret)?),
        Err(KeysError::Missing(_)) => Err(MakeError::NoAuthority(dir.to_owned())),
        Err(error) => Err(error.into()),
    }
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
pub fn rotate(dir: &Path, purpose: Purpose, rng: &mut impl CryptoRng) -> Result<String, MakeError> {
    let (path, text, id) = match purpose {
        Purpose::Ring(ring) => {
            let mut keys = ring.load(dir)?;
            let newest = NamedKey::generate(rng);
            let id = newest.id.clone();
            keys.insert(0, newest);
            (ring.path(dir), ring.to_text(&keys), id)
        }
        Purpose::Oidc => {
            let (text, id) = oidc::with_new_key(&oidc::load(dir)?, rng)?;
            (oidc::path(dir), text, id)
        }
    };
    file::replace(&path, text.as_bytes()).map_err(|error| MakeError::Write(path, error))?;
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
    let keys = oidc::load(dir)?;
    let in_use = oidc::in_use(&keys).map(SigningKey::kid);
    listed.extend(keys.iter().map(|key| Listed {
        purpose: Purpose::Oidc.name(),
        id: key.kid().to_owned(),
        current: in_use == Some(key.kid()),
    }));
    let credential = CredentialKey::load(dir)?;
    listed.push(Listed { purpose: "credential", id: credential.key.kid().to_owned(), current: true });
    let request = CertifiedKey::load(dir, REQUEST_KEY, REQUEST_CHAIN)?;
    listed.push(Listed { purpose: "request", id: request.key.kid().to_owned(), current: true });
    Ok(listed)
}
