//! A file of symmetric keys, the newest first.

use super::{KeysError, NamedKey, SecretBytes, file};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::CryptoRng;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// How many keys a file keeps of those whose work soon expires: what an older one protected has long expired by then.
const KEPT: usize = 3;

/// What symmetric keys are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Ring {
    /// Secrets of credential offers. Rotating ends the offers that are open.
    Offer,
    /// Nonces that wallets sign. Rotating ends the nonces that are out.
    Nonce,
    /// Hashes of security codes and of officers' passwords.
    Pepper,
    /// Messages that wait to be sent.
    Outbox,
    /// One-time keys to which wallets encrypt their answers. Rotating leaves those that are out good to their end.
    Presentation,
    /// Requests of portals that wait while somebody logs in. Rotating ends those that wait.
    Note,
    /// Secrets of officers' authenticator apps.
    Officer,
}

impl Ring {
    /// Every purpose.
    pub const ALL: [Self; 7] =
        [Self::Offer, Self::Nonce, Self::Pepper, Self::Outbox, Self::Presentation, Self::Note, Self::Officer];

    /// Its name, as in the file's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Nonce => "nonce",
            Self::Pepper => "pepper",
            Self::Outbox => "outbox",
            Self::Presentation => "presentation",
            Self::Note => "note",
            Self::Officer => "officer",
        }
    }

    /// How many keys its file keeps. Officers keep a password and an authenticator app for years.
    const fn kept(self) -> usize {
        match self {
            Self::Pepper | Self::Officer => usize::MAX,
            Self::Offer | Self::Nonce | Self::Outbox | Self::Presentation | Self::Note => KEPT,
        }
    }

    pub(super) fn path(self, dir: &Path) -> PathBuf {
        dir.join(format!("{}.keys", self.name()))
    }

    /// Reads the keys, newest first; at least one.
    pub(super) fn load(self, dir: &Path) -> Result<Vec<NamedKey>, KeysError> {
        let path = self.path(dir);
        let text = file::read_secret(&path)?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let keys: Result<Vec<_>, _> = lines
            .map(|(index, line)| parse(line).ok_or_else(|| KeysError::Damaged { path: path.clone(), line: index + 1 }))
            .collect();
        match keys? {
            keys if keys.is_empty() => Err(KeysError::Empty(path)),
            keys => Ok(keys),
        }
    }

    /// The text of a file that holds `keys`.
    pub(super) fn to_text(self, keys: &[NamedKey]) -> Zeroizing<String> {
        let mut text =
            Zeroizing::new(format!("# {}: newest first. A name, then 32 bytes in base64url.\n", self.name()));
        for key in keys.iter().take(self.kept()) {
            let secret = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.secret.as_slice()));
            // Writing into a String does not fail.
            let _ = writeln!(text, "{} {}", key.id, secret.as_str());
        }
        text
    }
}

impl NamedKey {
    /// A new key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = SecretBytes::default();
        rng.fill_bytes(secret.as_mut_slice());
        Self { id: format!("{:08x}", rng.next_u32()), secret }
    }
}

fn parse(line: &str) -> Option<NamedKey> {
    let (id, secret) = line.trim().split_once(' ')?;
    let mut bytes = SecretBytes::default();
    let length = URL_SAFE_NO_PAD.decode_slice(secret, bytes.as_mut_slice()).ok()?;
    let named = !id.is_empty() && id.len() <= 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (named && length == 32).then(|| NamedKey { id: id.to_owned(), secret: bytes })
}
