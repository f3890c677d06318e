//! `latchkey officer add | list | link | off | on`.

mod add;
mod list;
mod switch;

use super::{Failure, output::Output};
use crate::{
    config::Settings,
    flows::{Fault, officers::manage::NotManaged},
    state::AppState,
};
use clap::{Args, Subcommand};
use domain::{OfficerId, WrongPerson};
use store::officers::Officer;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add an HR officer. Prints a one-time link with which they set up password and authenticator app; where officers have
    /// single sign-on alone, the address at which they log in.
    Add(add::Arguments),
    /// List every HR officer.
    List,
    /// Print a new one-time link for an HR officer. Password, authenticator app and sessions until now end at once, and
    /// single sign-on has to find the officer by their email address again.
    Link(Named),
    /// Turn an HR officer's access off. They are logged out at once.
    Off(Named),
    /// Turn it on again.
    On(Named),
}

/// An officer by email address.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// Email address.
    email: String,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotDone {
    /// A name or an address that cannot be used.
    #[error(transparent)]
    Wrong(#[from] WrongPerson),
    /// No such role.
    #[error("there is no role {0:?}; the roles are viewer, issuer, approver, administrator and auditor")]
    Role(String),
    /// No such officer.
    #[error("there is no officer with email address {0}")]
    Unknown(String),
    /// What the service refuses.
    #[error(transparent)]
    Refused(#[from] NotManaged),
}

pub(super) async fn run(command: Command, settings: Settings, output: Output) -> Result<(), Failure> {
    let state = crate::cli::state(settings).await?;
    match command {
        Command::Add(arguments) => add::run(&state, &arguments, output).await,
        Command::List => list::run(&state, output).await,
        Command::Link(named) => add::run_link(&state, &find(&state, &named).await?.id, output).await,
        Command::Off(named) => switch::run(&state, &find(&state, &named).await?, false, output).await,
        Command::On(named) => switch::run(&state, &find(&state, &named).await?, true, output).await,
    }
}

async fn find(state: &AppState, named: &Named) -> Result<Officer, Failure> {
    let email = named.email.trim().to_lowercase();
    let found = store::officers::by_email(&state.db, &email).await.map_err(Fault::from)?;
    Ok(found.ok_or(NotDone::Unknown(email))?)
}

/// A refusal of the service, as this command says it.
fn refused(error: NotManaged) -> Failure {
    match error {
        NotManaged::Fault(fault) => fault.into(),
        other => NotDone::from(other).into(),
    }
}

/// The name under which programs know an officer.
#[derive(serde::Serialize)]
struct Changed {
    id: OfficerId,
    email: String,
    active: bool,
}
