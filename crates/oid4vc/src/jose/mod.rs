//! Keys and signatures: the part of JOSE that issuing needs, and no more of it.
//!
//! One algorithm, ES256 (ECDSA on P-256 with SHA-256,
//! [RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4)), in both directions. There is no
//! table of algorithms to choose from, so a header cannot talk the verifier into a weaker one.

mod certificate_chain;
pub mod did_jwk;
pub mod dpop;
mod jwk;
mod jwks;
pub mod jws;
mod signing_key;

pub use certificate_chain::{CertificateChain, CertificateChainError};
pub use jwk::{Jwk, JwkError};
pub use jwks::{Jwks, PublishedKey};
pub use signing_key::{JwsHeader, KeyEncodingError, SigningKey};

/// The one signature algorithm
/// ([RFC 7518, section 3.4](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4)).
pub const ES256: &str = "ES256";
