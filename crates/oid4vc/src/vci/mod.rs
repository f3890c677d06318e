//! The issuer's side of OpenID for Verifiable Credential Issuance 1.0, pre-authorized code flow
//! ([specification](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html)).
//!
//! In the order in which a wallet meets them: [`offer`] → [`metadata`] and [`authorization_server`] → [`token`] →
//! [`nonce`] → [`credential`] with its [`proof`] → [`notification`]. [`type_metadata`] describes the credential to
//! whoever wants to display it; [`access`] is the `Authorization` header of the protected endpoints.
//!
//! Lenient on input where older wallets need it, strict in what is checked, and exact on output: everything that is
//! built here has the members of 1.0 and nothing older.

pub mod access;
pub mod authorization_server;
pub mod claims;
pub mod credential;
mod error;
pub mod metadata;
pub mod nonce;
pub mod notification;
pub mod offer;
pub mod proof;
mod secret;
pub mod token;
pub mod type_metadata;

pub use error::{ErrorBody, ErrorDescription};
pub use secret::WireSecret;

/// The grant type of the flow, also the key of its object in an offer
/// ([section 4.1.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1.1)).
pub const PRE_AUTHORIZED_CODE_GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/// The largest request body that is parsed, in bytes.
pub const MAX_BODY_LENGTH: usize = 64 * 1024;
