//! Emails and texts: what is sent, and what a provider can answer.
//!
//! This crate knows no database and keeps nothing. The server's outbox holds messages until they are gone; in preview
//! it shows them itself.

mod gsm7;
mod message;

pub use gsm7::{SINGLE_PART, septets};
pub use message::{Email, Message, Sms};

/// Why a message did not go.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Worth trying again: the provider was slow, busy or not there.
    #[error("the message could not be sent now ({0})")]
    Temporary(String),
    /// Not worth trying again: the provider refuses this message.
    #[error("the message cannot be sent ({0})")]
    Permanent(String),
}
