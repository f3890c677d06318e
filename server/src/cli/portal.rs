//! `latchkey portal secret`: a new secret for a portal, and the hash that goes into the settings.

use super::{Failure, output::Output};
use crate::{config::hash_of_secret, random::Random};
use clap::Subcommand;
use domain::SecretToken;
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print a new secret for a portal, and its hash for `secret_sha256`. Nothing is kept.
    Secret,
}

#[derive(Serialize)]
struct Made {
    secret: String,
    secret_sha256: String,
}

pub(super) fn run(command: &Command, output: Output) -> Result<(), Failure> {
    match command {
        Command::Secret => {
            let secret = SecretToken::new(&mut Random::System.generator()?).reveal();
            let made = Made { secret_sha256: hash_of_secret(&secret), secret };
            let text = format!(
                "Secret, for the portal:      {}\nsecret_sha256, for Latchkey: {}",
                made.secret, made.secret_sha256
            );
            Ok(output.result(&text, &made)?)
        }
    }
}
