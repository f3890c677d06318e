//! `latchkey officer off` and `latchkey officer on`.

use super::{Changed, Failure, Output, refused};
use crate::{
    flows::{audit::Actor, officers::manage},
    state::AppState,
};
use store::officers::Officer;

pub(super) async fn run(state: &AppState, officer: &Officer, active: bool, output: Output) -> Result<(), Failure> {
    manage::set_active(state, Actor::CommandLine, &officer.id, active).await.map_err(refused)?;
    let Officer { id, email, .. } = officer.clone();
    let text = match active {
        true => format!("{email} can log in again."),
        false => format!("{email} is logged out and cannot log in."),
    };
    Ok(output.result(&text, &Changed { id, email, active })?)
}
