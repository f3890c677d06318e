//! The keys that the wallet holds: one JSON file each, which only its owner can read.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use identity_kit::sd_jwt_vc::SdJwtVc;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::receive::Found;

/// Claims that are about the credential and not about its holder.
const ABOUT_THE_CREDENTIAL: [&str; 10] =
    ["iss", "iat", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "sub", "jti"];

/// Why keys cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or a file in it cannot be used.
    #[error("The wallet cannot use ‘{}’: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file does not hold a key.
    #[error("‘{}’ is not a key of this wallet: {source}", path.display())]
    Malformed {
        /// Which one.
        path: PathBuf,
        /// Where the JSON is wrong.
        source: serde_json::Error,
    },
}

/// A credential with its holder key. No `Debug`: it holds a secret.
#[derive(Serialize, Deserialize)]
pub struct HeldKey {
    /// The thumbprint of the holder key, which names the file too.
    pub id: String,
    /// The credential's name for people.
    pub name: String,
    /// The issuer's name for people.
    pub issuer_name: String,
    /// The issuer's identifier.
    pub issuer: String,
    /// When it was added, in Unix seconds.
    pub added_at: i64,
    /// When it ends, in Unix seconds.
    pub expires_at: Option<i64>,
    /// What it says about its holder.
    pub claims: Map<String, Value>,
    /// The SD-JWT with all disclosures.
    pub credential: String,
    /// The private holder key as a JWK.
    pub holder_key: Value,
}

impl HeldKey {
    /// What is kept of a checked credential.
    pub fn new(id: String, found: &Found, holder_key: Value, read: &SdJwtVc, now: i64) -> Self {
        Self {
            id,
            name: found.name().to_owned(),
            issuer_name: found.issuer.name().to_owned(),
            issuer: found.offer.credential_issuer.clone(),
            added_at: now,
            expires_at: read.claims().exp,
            claims: about_the_holder(read),
            credential: read.to_string(),
            holder_key,
        }
    }
}

/// What `credential` says about its holder to whoever gets it with these disclosures.
pub fn about_the_holder(credential: &SdJwtVc) -> Map<String, Value> {
    let personal = |(name, _): &(&String, &Value)| !ABOUT_THE_CREDENTIAL.contains(&name.as_str());
    credential.payload().iter().filter(personal).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The folder with the keys.
#[derive(Clone)]
pub struct Store(PathBuf);

impl Store {
    /// Opens the folder and makes it if it is missing, for its owner alone.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn open(path: PathBuf) -> Result<Self, StoreError> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&path);
        made.map_err(|source| failed(&path, source))?;
        Ok(Self(path))
    }

    /// Keeps `key`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add(&self, key: &HeldKey) -> Result<(), StoreError> {
        let path = self.0.join(format!("{}.json", key.id));
        let text =
            serde_json::to_vec_pretty(key).map_err(|source| StoreError::Malformed { path: path.clone(), source })?;
        let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        written.and_then(|mut file| file.write_all(&text)).map_err(|source| failed(&path, source))
    }

    /// All keys, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn list(&self) -> Result<Vec<HeldKey>, StoreError> {
        let mut keys = Vec::<HeldKey>::new();
        for entry in fs::read_dir(&self.0).map_err(|source| failed(&self.0, source))? {
            let path = entry.map_err(|source| failed(&self.0, source))?.path();
            if path.extension().is_some_and(|end| end == "json") {
                let text = fs::read(&path).map_err(|source| failed(&path, source))?;
                let key = serde_json::from_slice(&text).map_err(|source| StoreError::Malformed { path, source })?;
                keys.push(key);
            }
        }
        keys.sort_by(|one, other| (other.added_at, &other.id).cmp(&(one.added_at, &one.id)));
        Ok(keys)
    }
}

fn failed(path: &Path, source: io::Error) -> StoreError {
    StoreError::File { path: path.to_owned(), source }
}
