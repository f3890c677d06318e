//! Emails and texts: what is sent, by whom, and what a provider can answer.
//!
//! This crate knows no database and keeps nothing. The server's outbox holds messages until they are gone; in preview
//! it shows them itself.

mod aws;
mod dispatch;
pub mod email;
mod gsm7;
mod message;
mod notify;
pub mod sms;

pub use aws::{AccessKeys, Account};
pub use dispatch::{Dispatch, Failure, Receipt};
pub use email::EmailSender;
pub use gsm7::{SINGLE_PART, septets};
pub use message::{Email, Message, Sms};
pub use notify::{ApiKey, NoClient, Notify, WrongApiKey};
pub use sms::SmsSender;
