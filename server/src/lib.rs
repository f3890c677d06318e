//! Latchkey's server: pages for employees, protocol endpoints for wallets, and the command line.
//!
//! A request comes in through [`router`] to one file under [`http`], which calls one of the [`flows`]; flows read and
//! write through `store` and queue messages that the [`jobs`] send.

pub mod cli;
pub mod clock;
pub mod config;
pub mod flows;
pub mod hashing;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod live;
pub mod mail;
pub mod outbox;
pub mod outgoing;
pub mod random;
pub mod router;
pub mod sealing;
pub mod senders;
pub mod serve;
pub mod start;
pub mod state;
pub mod streams;
