//! The crate against the specifications: their own vectors, and everything that must be refused.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test support outside of #[test] functions; a panic here is a failed test"
)]

mod access;
mod credential;
mod dpop;
mod jose;
mod json;
mod metadata;
mod nonce;
mod notification;
mod offer;
mod proof;
mod sd_jwt;
mod sd_jwt_refusals;
mod status_list;
mod support;
mod token;
