//! The crate against the specifications: their own vectors, and everything that must be refused.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test support outside of #[test] functions; a panic here is a failed test"
)]

mod access;
mod authority;
mod credential;
mod dcql;
mod dpop;
mod holder_refusals;
mod jose;
mod json;
mod jwe;
mod metadata;
mod nonce;
mod notification;
mod offer;
mod presentation;
mod presentation_refusals;
mod presenter;
mod proof;
mod sd_jwt;
mod sd_jwt_refusals;
mod sealing;
mod status_list;
mod support;
mod token;
mod verifier_policy;
mod verifier_request;
mod verifier_response;
mod x509;
