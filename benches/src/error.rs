//! Why nothing could be measured.

use std::{io, path::PathBuf, process::ExitStatus};

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file, a pipe or a connection.
    #[error("input or output failed: {0}")]
    Io(#[from] io::Error),
    /// The server is not built.
    #[error("{} is missing; run `make build`", .0.display())]
    NotBuilt(PathBuf),
    /// The server ended or was not ready in time.
    #[error("the server did not become ready; its log:\n{0}")]
    NotReady(String),
    /// A command of the server failed.
    #[error("`latchkey {0}` failed ({1}):\n{2}")]
    Command(String, ExitStatus, String),
    /// An answer could not be had.
    #[error("no answer from the server: {0}")]
    Http(#[from] hyper::Error),
    /// A request could not be put together.
    #[error("a request could not be made: {0}")]
    Request(#[from] hyper::http::Error),
    /// An answer with a status that ends the flow.
    #[error("{endpoint} answered {status}: {body}")]
    Status {
        /// Method and path.
        endpoint: &'static str,
        /// What came.
        status: u16,
        /// The beginning of the body.
        body: String,
    },
    /// An answer without something that has to be in it.
    #[error("{endpoint} answered without {member}: {body}")]
    Missing {
        /// Method and path.
        endpoint: &'static str,
        /// What is missing.
        member: &'static str,
        /// The beginning of the body.
        body: String,
    },
    /// A message is not in the outbox.
    #[error("only {found} of {wanted} messages arrived in the outbox")]
    Outbox {
        /// How many are there.
        found: usize,
        /// How many were sent.
        wanted: usize,
    },
    /// Linux tells of processes under /proc; another system does not.
    #[error("/proc says nothing of the server's {0}")]
    Proc(&'static str),
    /// The operating system gave no randomness.
    #[error("the operating system gave no randomness")]
    Randomness,
    /// A request to a wallet has no key to encrypt to.
    #[error("this is no key to encrypt to: {0}")]
    Key(String),
    /// Argon2 refused its parameters.
    #[error("Argon2 refused: {0}")]
    Argon2(argon2::Error),
    /// The example of the settings lacks one.
    #[error("latchkey.example.toml does not show {0}")]
    Setting(&'static str),
    /// The database refused the people who are there already.
    #[error("people could not be added to the database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A client ended in the middle.
    #[error("a client ended early: {0}")]
    Client(#[from] tokio::task::JoinError),
    /// Too few databases.
    #[error("--postgres needs one database for each round")]
    Databases,
}
