//! Secrets that live outside the database: whoever steals the database alone can neither redeem an offer, guess a
//! security code, read a message that waits, nor sign a credential.
//!
//! One directory (`keys.dir`) holds them as files that only the service's own user may read:
//!
//! | File | What it is for |
//! |---|---|
//! | `offer.keys` | derives the pre-authorized code and the reference of a credential offer from its id |
//! | `nonce.keys` | vouches for nonces that wallets sign |
//! | `pepper.keys` | goes into the hash of a security code, and of an officer's password |
//! | `outbox.keys` | encrypts messages that wait to be sent |
//! | `presentation.keys` | encrypts the one-time keys to which wallets encrypt their answers |
//! | `note.keys` | vouches for the requests of portals that wait while somebody logs in |
//! | `officer.keys` | encrypts the secrets of officers' authenticator apps, derives a new one while it is set up, vouches for browsers that they have logged in with, and encrypts what a browser carries through single sign-on |
//! | `credential.key`, `credential-chain.pem` | signs credentials and status lists, with the certificates that vouch for it |
//! | `request.key`, `request-chain.pem` | signs requests to wallets for a presentation, likewise |
//! | `oidc-keys.pem` | signs what portals get: ID tokens and word of a log out |
//! | `issuer-ca.pem`, `issuer-ca.key` | the organisation's own certificate authority; its key is needed only to certify the next signing key and is best moved elsewhere |

mod authority;
mod file;
mod mac;
mod make;
mod oidc;
mod ring;

pub use mac::mac;
pub use make::{Listed, MakeError, Purpose, init, list, rotate};
pub use oidc::in_use;
pub use ring::Ring;

use oid4vc::jose::{CertificateChain, CertificateChainError, KeyEncodingError, SigningKey};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// 256 secret bits, wiped from memory on drop.
pub type SecretBytes = Zeroizing<[u8; 32]>;

/// File of the key that signs credentials.
const CREDENTIAL_KEY: &str = "credential.key";
/// File of the certificates that vouch for it, its own first.
const CREDENTIAL_CHAIN: &str = "credential-chain.pem";
/// File of the key that signs requests for a presentation.
const REQUEST_KEY: &str = "request.key";
/// File of the certificates that vouch for it, its own first.
const REQUEST_CHAIN: &str = "request-chain.pem";
/// File of the certificate that whoever checks credentials has to trust.
const ANCHOR: &str = "issuer-ca.pem";
/// File of that certificate's key.
const ANCHOR_KEY: &str = "issuer-ca.key";

/// Every secret, read at start. A rotation takes effect at the next start.
pub struct Keys {
    /// Derives the secrets of credential offers.
    pub offer: SecretBytes,
    /// Vouches for nonces.
    pub nonce: SecretBytes,
    /// Goes into the hash of a security code, and of an officer's password. Newest first; new hashes use the first.
    pub peppers: Vec<NamedKey>,
    /// Encrypts messages that wait. Newest first; new messages use the first.
    pub outbox: Vec<NamedKey>,
    /// Encrypts one-time keys to which wallets encrypt their answers. Newest first; new ones use the first.
    pub presentation: Vec<NamedKey>,
    /// Vouches for requests of portals that wait.
    pub note: SecretBytes,
    /// Encrypts secrets of officers' authenticator apps, and what their browsers carry through single sign-on. Newest first; new ones use the first.
    pub officer: Vec<NamedKey>,
    /// Signs credentials and status lists.
    pub credential: CredentialKey,
    /// Signs requests for a presentation.
    pub request: CertifiedKey,
    /// Sign what portals get. Newest first; [`in_use`] says which one signs.
    pub oidc: Vec<SigningKey>,
}

/// A secret with the name under which rows of the database refer to it.
#[derive(Clone)]
pub struct NamedKey {
    /// Its name.
    pub id: String,
    /// The secret.
    pub secret: SecretBytes,
}

/// A key that signs, and who vouches for it.
pub struct CertifiedKey {
    /// The private key.
    pub key: SigningKey,
    /// The certificates for `x5c`, the key's own first, the anchor left out.
    pub chain: CertificateChain,
}

/// The key that signs credentials, and who vouches for it.
pub struct CredentialKey {
    /// The private key.
    pub key: SigningKey,
    /// The certificates for `x5c`, the key's own first, the anchor left out.
    pub chain: CertificateChain,
    /// The certificate that whoever checks credentials has to trust.
    pub anchor_pem: String,
}

/// Why keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file is missing.
    #[error("there is no file {}; `latchkey keys init` makes it", .0.display())]
    Missing(PathBuf),
    /// A file cannot be read.
    #[error("the file {} cannot be read", .0.display())]
    Read(PathBuf, #[source] std::io::Error),
    /// Others may read a secret.
    #[error("other users may read {}; run `chmod 600` on it", .0.display())]
    Open(PathBuf),
    /// A file of secrets is damaged.
    #[error("{} line {line} is not a name and 32 bytes in base64url", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A file of secrets holds none.
    #[error("{} holds no key", .0.display())]
    Empty(PathBuf),
    /// The signing key is of another kind.
    #[error("{} cannot be used", .0.display())]
    SigningKey(PathBuf, #[source] KeyEncodingError),
    /// The certificates cannot be read.
    #[error("{} cannot be used", .0.display())]
    Chain(PathBuf, #[source] CertificateChainError),
    /// Key and certificate do not belong together.
    #[error("the first certificate of {} is not for the key beside it", .0.display())]
    Mismatch(PathBuf),
}

impl Keys {
    /// Reads the directory of secrets.
    ///
    /// # Errors
    /// When a file is missing, damaged or readable by others.
    pub fn load(dir: &Path) -> Result<Self, KeysError> {
        let newest = |ring: Ring| -> Result<SecretBytes, KeysError> {
            ring.load(dir)?.into_iter().next().map(|key| key.secret).ok_or_else(|| KeysError::Empty(ring.path(dir)))
        };
        Ok(Self {
            offer: newest(Ring::Offer)?,
            nonce: newest(Ring::Nonce)?,
            peppers: Ring::Pepper.load(dir)?,
            outbox: Ring::Outbox.load(dir)?,
            presentation: Ring::Presentation.load(dir)?,
            note: newest(Ring::Note)?,
            officer: Ring::Officer.load(dir)?,
            credential: CredentialKey::load(dir)?,
            request: CertifiedKey::load(dir, REQUEST_KEY, REQUEST_CHAIN)?,
            oidc: oidc::load(dir)?,
        })
    }
}

impl CertifiedKey {
    fn load(dir: &Path, key: &str, chain: &str) -> Result<Self, KeysError> {
        let path = dir.join(key);
        let pem = file::read_secret(&path)?;
        let key = SigningKey::from_pkcs8_pem(&pem).map_err(|error| KeysError::SigningKey(path, error))?;
        let path = dir.join(chain);
        let pem = file::read_public(&path)?;
        let chain = CertificateChain::from_pem(&pem).map_err(|error| KeysError::Chain(path.clone(), error))?;
        match chain.leaf_holds(key.public_jwk()) {
            true => Ok(Self { key, chain }),
            false => Err(KeysError::Mismatch(path)),
        }
    }
}

impl CredentialKey {
    fn load(dir: &Path) -> Result<Self, KeysError> {
        let CertifiedKey { key, chain } = CertifiedKey::load(dir, CREDENTIAL_KEY, CREDENTIAL_CHAIN)?;
        let anchor_pem = file::read_public(&dir.join(ANCHOR))?;
        Ok(Self { key, chain, anchor_pem })
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("peppers", &self.peppers)
            .field("outbox", &self.outbox)
            .field("presentation", &self.presentation)
            .field("officer", &self.officer)
            .field("credential", &self.credential)
            .field("request", &self.request)
            .field("oidc", &self.oidc)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for NamedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NamedKey({})", self.id)
    }
}

impl std::fmt::Debug for CertifiedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CertifiedKey").field("kid", &self.key.kid()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for CredentialKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CredentialKey").field("kid", &self.key.kid()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
