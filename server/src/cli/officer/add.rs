//! `latchkey officer add` and `latchkey officer link`.

use super::{Failure, NotDone, Output, refused};
use crate::{
    flows::{
        audit::Actor,
        officers::manage::{self, Details, NewLink},
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
    link: String,
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
    print(state, made, "New link for", output)
}

fn print(state: &AppState, made: NewLink, what: &str, output: Output) -> Result<(), Failure> {
    let NewLink { officer, url, expires_at } = made;
    let until = expires_at.moment(&state.zone);
    let text =
        format!("{what} {}. They set up their log in here; the link works once, until {until}:\n{url}", officer.email);
    Ok(output.result(&text, &Added { id: officer.id, email: officer.email, link: url })?)
}
