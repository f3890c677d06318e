//! `latchkey employee add | import | list`.

mod add;
mod import;
mod list;

use super::{Failure, output::Output};
use crate::{config::Settings, start};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add one employee.
    Add(add::Arguments),
    /// Add and change employees from a CSV file. Says what would change, then asks.
    Import(import::Arguments),
    /// List every employee.
    List,
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotDone {
    /// Details that cannot be used.
    #[error("{}", .0.join("\n"))]
    Wrong(Vec<String>),
    /// The staff number belongs to somebody.
    #[error("there is an employee with staff number {0} already")]
    Taken(String),
    /// Nobody said yes.
    #[error("nothing was saved; add --yes to save")]
    NotConfirmed,
    /// Rows that cannot be used.
    #[error("{0} problems in the file; nothing was saved. Correct them, or add --skip-rejected to save the other rows")]
    Rejected(usize),
}

pub(super) async fn run(command: Command, settings: &Settings, output: Output) -> Result<(), Failure> {
    let db = start::database(settings).await?;
    start::require_migrated(&db).await?;
    match command {
        Command::Add(arguments) => add::run(arguments, settings, &db, output).await,
        Command::Import(arguments) => import::run(arguments, settings, &db, output).await,
        Command::List => list::run(&db, output).await,
    }
}
