//! `latchkey employee add | import | leave | return | list`.

mod add;
mod import;
mod leave;
mod list;

use super::{Failure, output::Output};
use crate::{config::Settings, start};
use clap::Subcommand;
use store::DatabaseConnection;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add one employee.
    Add(add::Arguments),
    /// Add and change employees from a CSV file. Says what would change, then asks.
    Import(import::Arguments),
    /// Somebody has left: revoke their access key, log them out and cancel their invitation.
    Leave(leave::Arguments),
    /// Somebody who had left works here again.
    Return(leave::Arguments),
    /// List every employee.
    List,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotDone {
    /// Details that cannot be used.
    #[error("{}", .0.join("\n"))]
    Wrong(Vec<String>),
    /// The staff number belongs to somebody.
    #[error("there is an employee with staff number {0} already")]
    Taken(String),
    /// It belongs to somebody who has left. A number is never given to somebody else: portals know people by who they are
    /// here.
    #[error("the employee with staff number {0} has left; `latchkey employee return` brings them back")]
    TakenByLeaver(String),
    /// No such employee.
    #[error("there is no employee with staff number {0}")]
    Unknown(String),
    /// They have not left.
    #[error("the employee with staff number {0} has not left")]
    WorksHere(String),
    /// Nobody said yes.
    #[error("nothing was saved; add --yes to save")]
    NotConfirmed,
    /// Rows that cannot be used.
    #[error("{0} problems in the file; nothing was saved. Correct them, or add --skip-rejected to save the other rows")]
    Rejected(usize),
    /// Somebody else has saved something meanwhile.
    #[error("somebody has changed or added one of these people meanwhile; nothing was saved. Import the file again")]
    Stale,
}

pub(super) async fn run(command: Command, settings: Settings, output: Output) -> Result<(), Failure> {
    match command {
        Command::Add(arguments) => add::run(arguments, &settings, &database(&settings).await?, output).await,
        Command::Import(arguments) => import::run(arguments, &crate::cli::state(settings).await?, output).await,
        Command::Leave(arguments) => leave::run(arguments, settings, output).await,
        Command::Return(arguments) => leave::run_return(arguments, settings, output).await,
        Command::List => list::run(&database(&settings).await?, output).await,
    }
}

async fn database(settings: &Settings) -> Result<DatabaseConnection, Failure> {
    let db = start::database(settings).await?;
    start::require_migrated(&db).await?;
    Ok(db)
}
