//! `latchkey employee leave` and `latchkey employee return`.

use super::{Failure, NotDone, Output};
use crate::{
    config::Settings,
    flows::{Fault, audit::Actor, leave},
};
use clap::Args;
use domain::EmployeeId;
use serde::Serialize;
use store::employees::Employee;

#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// The employer's number for the person.
    #[arg(allow_hyphen_values = true)]
    staff_number: String,
}

#[derive(Serialize)]
struct Left {
    id: EmployeeId,
    staff_number: String,
    left_before: bool,
}

#[derive(Serialize)]
struct Returned {
    id: EmployeeId,
    staff_number: String,
}

pub(super) async fn run(arguments: Arguments, settings: Settings, output: Output) -> Result<(), Failure> {
    let state = crate::cli::state(settings).await?;
    let employee = find(&state.db, arguments).await?;
    let left = leave::leave(&state, &employee, Actor::CommandLine).await?;
    let Employee { id, staff_number, .. } = employee;
    let text = match left {
        true => format!("Staff number {staff_number} has left. Their access key and invitation do not work any more."),
        false => format!("Staff number {staff_number} had left before."),
    };
    Ok(output.result(&text, &Left { id, staff_number, left_before: !left })?)
}

pub(super) async fn run_return(arguments: Arguments, settings: Settings, output: Output) -> Result<(), Failure> {
    let state = crate::cli::state(settings).await?;
    let employee = find(&state.db, arguments).await?;
    let returned = leave::come_back(&state, &employee, Actor::CommandLine).await?;
    let Employee { id, staff_number, .. } = employee;
    if !returned {
        return Err(NotDone::WorksHere(staff_number).into());
    }
    let text = format!("Staff number {staff_number} works here again. Invite them to give them an access key.");
    Ok(output.result(&text, &Returned { id, staff_number })?)
}

async fn find(db: &store::DatabaseConnection, arguments: Arguments) -> Result<Employee, Failure> {
    let found = store::employees::by_staff_number(db, &arguments.staff_number).await.map_err(Fault::from)?;
    Ok(found.ok_or(NotDone::Unknown(arguments.staff_number))?)
}
