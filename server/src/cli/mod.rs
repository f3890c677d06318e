//! The command line. One file a command; each ends with one line of text or, with `--json`, one JSON value on standard
//! output, or with one sentence on standard error and an exit code other than 0.

mod config_check;
mod employee;
mod invite;
mod keys;
mod migrate;
mod officer;
mod output;
mod portal;
mod revoke;
mod serve;

use crate::{
    clock::Clock,
    config::{LoadError, Refusal, Settings},
    flows::Fault,
    keys::{KeysError, MakeError},
    random::{NoRandomness, Random},
    start::StartError,
    state::AppState,
};
use clap::{Parser, Subcommand};
use output::Output;
use std::{io, path::PathBuf, process::ExitCode};

/// Access keys for employees: invites, issues, revokes.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, propagate_version = true)]
struct Cli {
    /// Settings file, instead of latchkey.toml in this directory.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write JSON for programs.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until told to stop.
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Check the settings.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Make, rotate and list the secrets outside the database.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Register portals.
    #[command(subcommand)]
    Portal(portal::Command),
    /// Add and list employees, and note who leaves.
    #[command(subcommand)]
    Employee(employee::Command),
    /// Say who the HR officers are.
    #[command(subcommand)]
    Officer(officer::Command),
    /// Send invitations.
    Invite(invite::Arguments),
    /// Revoke an access key.
    Revoke(revoke::Arguments),
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Say what is wrong with the settings, without starting anything.
    Check,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error("{}", sentences(.0))]
    Refused(Vec<Refusal>),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Keys(#[from] KeysError),
    #[error(transparent)]
    Make(#[from] MakeError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("cannot listen on {0}")]
    Listen(std::net::SocketAddr, #[source] io::Error),
    #[error("{} cannot be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    #[error("standard output cannot be written")]
    Output(#[from] output::OutputError),
    #[error(transparent)]
    Employee(#[from] employee::NotDone),
    #[error(transparent)]
    Officer(#[from] officer::NotDone),
    #[error(transparent)]
    Invite(#[from] invite::NotSent),
    #[error(transparent)]
    Revoke(#[from] revoke::NotRevoked),
}

fn sentences(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Runs the command that the arguments name.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let output = Output::new(cli.json);
    let done = async {
        let settings = Settings::load(cli.config.as_deref())?;
        match cli.command {
            Command::Serve => serve::run(settings).await,
            Command::Migrate => migrate::run(&settings, output).await,
            Command::Config(ConfigCommand::Check) => config_check::run(&settings, output),
            Command::Keys(command) => keys::run(command, &settings, output),
            Command::Portal(command) => portal::run(&command, output),
            Command::Employee(command) => employee::run(command, settings, output).await,
            Command::Officer(command) => officer::run(command, settings, output).await,
            Command::Invite(arguments) => invite::run(arguments, settings, output).await,
            Command::Revoke(arguments) => revoke::run(arguments, settings, output).await,
        }
    };
    match done.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::fail(&failure);
            ExitCode::FAILURE
        }
    }
}

/// What commands that act on the journey work with. They write to the database; a running server notices by itself.
async fn state(settings: Settings) -> Result<AppState, Failure> {
    let refusals = settings.validate();
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    let db = crate::start::database(&settings).await?;
    crate::start::require_migrated(&db).await?;
    Ok(crate::start::state(settings, db, Clock::System, Random::System)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_read() {
        Cli::command().debug_assert();
        for line in [
            "latchkey serve",
            "latchkey --config x.toml config check --json",
            "latchkey keys rotate pepper",
            "latchkey keys rotate oidc",
            "latchkey portal secret --json",
            "latchkey employee import people.csv --yes",
            "latchkey employee leave 1001 --json",
            "latchkey employee return 1001",
            "latchkey officer add ada@example.org --name Ada --role administrator",
            "latchkey officer link ada@example.org --json",
            "latchkey invite 1001 1002 --replace --lost --mail log-in",
            "latchkey revoke abc --reason left",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
        for line in [
            "latchkey",
            "latchkey invite",
            "latchkey employee leave",
            "latchkey revoke abc",
            "latchkey keys rotate credential",
            "latchkey invite 1 --lost",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
