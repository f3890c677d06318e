//! `latchkey keys init | rotate | list`: the secrets outside the database.

use super::{Failure, output::Output};
use crate::{
    clock::Clock,
    config::Settings,
    keys::{self, Purpose},
    random::Random,
};
use clap::Subcommand;
use serde::Serialize;
use std::{fmt::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make every key that is missing. Keys that are there stay.
    Init,
    /// Put a new key before the others of its purpose. Restart the server to use it.
    Rotate {
        /// What the key is for.
        purpose: Purpose,
    },
    /// List the keys by name, without their secrets.
    List,
}

#[derive(Serialize)]
struct Made {
    made: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Rotated {
    purpose: &'static str,
    id: String,
}

pub(super) fn run(command: Command, settings: &Settings, output: Output) -> Result<(), Failure> {
    let dir = settings.keys.dir.as_path();
    match command {
        Command::Init => {
            let made = keys::init(settings, Clock::System.now(), &mut Random::System.generator()?)?;
            let text = match made.len() {
                0 => "Every key is there already.".to_owned(),
                count => format!("Made {count} files in {}. Back them up apart from the database.", dir.display()),
            };
            Ok(output.result(&text, &Made { made })?)
        }
        Command::Rotate { purpose } => {
            let id = keys::rotate(dir, purpose, &mut Random::System.generator()?)?;
            let text = format!("The new {} key is {id}. Restart the server to use it.", purpose.name());
            Ok(output.result(&text, &Rotated { purpose: purpose.name(), id })?)
        }
        Command::List => {
            let listed = keys::list(dir)?;
            let mut text = String::new();
            for key in &listed {
                // Writing into a String does not fail.
                let _ = writeln!(text, "{:<13} {}{}", key.purpose, key.id, if key.current { "  current" } else { "" });
            }
            Ok(output.result(text.trim_end(), &listed)?)
        }
    }
}
