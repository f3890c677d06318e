//! Keys, signatures and encryption: the part of JOSE that issuing and verifying need, and no more of it.
//!
//! One signature algorithm, ES256 (ECDSA on P-256 with SHA-256,
//! [RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4)), in both directions, and one key
//! agreement, ECDH-ES, for what wallets send. There is no table of algorithms to choose from, so a header cannot talk
//! the verifier into a weaker one.

mod certificate_chain;
mod decryption_key;
pub mod did_jwk;
pub mod dpop;
pub mod jwe;
mod jwk;
mod jwks;
pub mod jws;
mod signing_key;

pub use certificate_chain::{CertificateChain, CertificateChainError};
pub use decryption_key::DecryptionKey;
pub use jwk::{Jwk, JwkError};
pub use jwks::{Jwks, PublishedKey};
pub use signing_key::{JwsHeader, KeyEncodingError, SigningKey};

/// The one signature algorithm
/// ([RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4)).
pub const ES256: &str = "ES256";
