//! Load: whole issuing flows and log ins against the optimised server, over real HTTP.
//!
//! For each number of clients a server of its own is started in a directory of its own, with as many invited people as
//! there will be flows. A flow is everything between the link in an email and the page "Access key added", with the
//! requests that a browser and a wallet make; then everybody logs in once with the key. Its result is a Markdown table on standard output.

mod answer;
mod client;
mod clock;
mod code_hash;
mod console;
mod crowd;
mod error;
mod journey;
mod log_in;
mod people;
mod process;
mod report;
mod round;
mod service;
mod start;
mod status_list;
mod wallet;

use clap::Parser;
use error::LoadError;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// What to measure, and with what.
#[derive(Clone, Debug, Parser)]
#[command(name = "load", about = "Measures issuing, logging in, start and memory of a built latchkey")]
struct Arguments {
    /// The built server.
    #[arg(long, default_value = "target/release/latchkey")]
    latchkey: PathBuf,
    /// Numbers of clients at work at once, one round each.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 64])]
    clients: Vec<usize>,
    /// Flows in each round.
    #[arg(long, default_value_t = 256)]
    flows: usize,
    /// People with a key who are there before a round begins; with them a status list of that size is read too.
    #[arg(long, default_value_t = 0)]
    people: usize,
    /// People in the list of the HR console; then only that is measured.
    #[arg(long, default_value_t = 0)]
    console: usize,
    /// Starts that are timed; 0 leaves this part out.
    #[arg(long, default_value_t = 10)]
    starts: usize,
    /// Where the servers' directories are made, and with them SQLite's file; the system's place for temporary files if
    /// not said.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Empty PostgreSQL databases to use in place of SQLite, one for each round.
    #[arg(long, value_delimiter = ',')]
    postgres: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map_err(LoadError::from).and_then(|runtime| runtime.block_on(run(&arguments)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do for an error that cannot be written.
            let _ = writeln!(io::stderr(), "Stopped: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), LoadError> {
    let mut out = io::stdout();
    if arguments.console > 0 {
        let postgres = arguments.postgres.first().map(String::as_str);
        return Ok(writeln!(out, "{}", console::measure(arguments, postgres).await?)?);
    }
    let hash = code_hash::measure()?;
    writeln!(out, "{}", report::hash(&hash))?;
    if arguments.starts > 0 {
        writeln!(out, "{}", report::starts(&start::measure(arguments).await?))?;
    }
    let mut rounds = Vec::new();
    for (index, &clients) in arguments.clients.iter().enumerate() {
        let postgres = arguments.postgres.get(index).map(String::as_str);
        if postgres.is_none() && !arguments.postgres.is_empty() {
            return Err(LoadError::Databases);
        }
        rounds.push(round::run(arguments, clients, postgres).await?);
    }
    writeln!(out, "{}", report::issuing(&rounds, &hash))?;
    writeln!(out, "{}", report::endpoints(&rounds, &journey::ENDPOINTS))?;
    writeln!(out, "{}", report::log_ins(&rounds))?;
    writeln!(out, "{}", report::endpoints(&rounds, &log_in::ENDPOINTS))?;
    if arguments.people > 0 {
        writeln!(out, "{}", report::status_lists(&rounds))?;
    }
    Ok(())
}
