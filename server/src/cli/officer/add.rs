//! `latchkey officer add` and `latchkey officer link`.

use super::{Failure, NotDone, Output, refused};
use crate::{
    flows::{
        audit::Actor,
        officers::{
            WayIn,
            manage::{self, Details},
        },
    },
    state::AppState,
};
use clap::Args;
use domain::{OfficerId, Role};
use serde::Serialize;

#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// Email address: what they log in with.
    email: String,
    /// How colleagues know them.
    #[arg(long)]
    name: String,
    /// viewer, issuer, approver, administrator or auditor.
    #[arg(long)]
    role: String,
}

#[derive(Serialize)]
struct Added {
    id: OfficerId,
    email: String,
    /// None where officers have single sign-on alone.
    link: Option<String>,
}

pub(super) async fn run(state: &AppState, arguments: &Arguments, output: Output) -> Result<(), Failure> {
    let Arguments { email, name, role } = arguments;
    let details = Details {
        email: email.parse().map_err(NotDone::from)?,
        name: name.parse().map_err(NotDone::from)?,
        role: Role::named(role).ok_or_else(|| NotDone::Role(role.clone()))?,
    };
    let made = manage::add(state, Actor::CommandLine, details).await.map_err(refused)?;
    print(state, made, "Added", output)
}

pub(super) async fn run_link(state: &AppState, id: &OfficerId, output: Output) -> Result<(), Failure> {
    let made = manage::link(state, Actor::CommandLine, id).await.map_err(refused)?;
    print(state, made, "New log in for", output)
}

fn print(state: &AppState, made: WayIn, what: &str, output: Output) -> Result<(), Failure> {
    let WayIn { officer, link } = made;
    let how = match &link {
        Some(link) => {
            let until = link.expires_at.moment(&state.zone);
            format!("They set up their log in here; the link works once, until {until}:\n{}", link.url)
        }
        None => format!("They log in with single sign-on here:\n{}", state.settings.url("/hr")),
    };
    let text = format!("{what} {}. {how}", officer.email);
    Ok(output.result(&text, &Added { id: officer.id, email: officer.email, link: link.map(|link| link.url) })?)
}
