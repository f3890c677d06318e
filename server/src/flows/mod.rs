//! What the service does, step by step. A flow knows no HTTP and writes no SQL: it begins a transaction, calls `store`,
//! commits, and wakes who waits. Nothing remote happens inside a transaction; messages leave through the outbox.

pub mod audit;
pub mod check_added;
pub mod code_hash;
pub mod enter_code;
pub mod home;
pub mod import;
pub mod invite;
pub mod issue;
pub mod ladder;
pub mod leave;
pub mod log_in;
pub mod log_in_notice;
pub mod messages;
pub mod notify;
pub mod offer;
pub mod officers;
pub mod oidc;
pub mod open_session;
pub mod people;
pub mod press;
pub mod redeem;
pub mod report;
pub mod revoke;
pub mod send_code;
pub mod shown;
pub mod signed_in;
pub mod slow_hash;
pub mod staff;
pub mod status_list;
pub mod visit;
pub mod wallet_access;

/// Something broke that nobody asking can mend. Its text is for the log.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database refused or did not answer.
    #[error("the database failed")]
    Database(#[from] store::DbErr),
    /// No randomness.
    #[error(transparent)]
    Randomness(#[from] crate::random::NoRandomness),
    /// The slow hash failed.
    #[error("a security code or a password could not be hashed")]
    Hashing(#[from] slow_hash::HashError),
    /// A secret that waits in the database could not be encrypted.
    #[error(transparent)]
    Sealing(#[from] crate::sealing::SealError),
    /// A credential could not be made.
    #[error("a credential could not be made")]
    Credential(#[from] oid4vc::sd_jwt::IssueError),
    /// A request for a presentation could not be made.
    #[error("a request for a presentation could not be made")]
    Request(#[from] oid4vc::vp::request::RequestError),
    /// A status list could not be made.
    #[error("a status list could not be made")]
    StatusList(#[from] oid4vc::status_list::StatusListError),
    /// A setting is not what start-up has checked.
    #[error("a setting cannot be used: {0}")]
    Setting(&'static str),
    /// A row points at one that is not there.
    #[error("a row of the database is missing: {0}")]
    Missing(&'static str),
    /// JSON that this service wrote itself cannot be read.
    #[error("stored JSON cannot be read")]
    Json(#[from] serde_json::Error),
}
