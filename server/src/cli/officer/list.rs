//! `latchkey officer list`.

use super::{Failure, Output};
use crate::{
    flows::officers::manage::{self, Standing},
    state::AppState,
};
use domain::OfficerId;
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Item {
    id: OfficerId,
    email: String,
    name: String,
    role: &'static str,
    state: &'static str,
}

pub(super) async fn run(state: &AppState, output: Output) -> Result<(), Failure> {
    let items: Vec<_> = manage::list(state)
        .await?
        .into_iter()
        .map(|listed| Item {
            id: listed.officer.id,
            email: listed.officer.email,
            name: listed.officer.name,
            role: listed.officer.role.name(),
            state: match listed.standing {
                Standing::Ready => "set up",
                Standing::LinkWaiting => "link waits",
                Standing::NotSetUp => "not set up",
                Standing::Off => "off",
            },
        })
        .collect();
    let mut text = String::new();
    for Item { email, name, role, state, .. } in &items {
        // Writing into a String does not fail.
        let _ = writeln!(text, "{email:<32} {name}  {role}, {state}");
    }
    if items.is_empty() {
        text.push_str("There are no officers yet.");
    }
    Ok(output.result(text.trim_end(), &items)?)
}
