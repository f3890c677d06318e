//! `latchkey employee add`.

use super::{Failure, NotDone, Output};
use crate::{
    clock::Clock,
    config::Settings,
    flows::{
        audit::Actor,
        people::{self, NotAdded, Typed},
    },
    random::Random,
};
use clap::Args;
use domain::EmployeeId;
use serde::Serialize;
use store::DatabaseConnection;

#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// The employer's number for the person.
    #[arg(long)]
    staff_number: String,
    /// Given name.
    #[arg(long)]
    given_name: String,
    /// Family name.
    #[arg(long)]
    family_name: String,
    /// Email address.
    #[arg(long)]
    email: String,
    /// Phone number that receives texts, with its country code.
    #[arg(long)]
    phone: String,
}

#[derive(Serialize)]
struct Added {
    id: EmployeeId,
    staff_number: String,
}

pub(super) async fn run(
    arguments: Arguments,
    settings: &Settings,
    db: &DatabaseConnection,
    output: Output,
) -> Result<(), Failure> {
    let Arguments { staff_number, given_name, family_name, email, phone } = &arguments;
    let typed = Typed { staff_number, given_name, family_name, email, phone };
    let details = people::parse(typed, settings.numbers()).map_err(|wrong| {
        NotDone::Wrong(wrong.into_iter().map(|(field, error)| format!("{}: {error}", field.name())).collect())
    })?;
    let staff_number = details.staff_number.clone();
    let added =
        people::add(db, settings, details, Actor::CommandLine, Clock::System.now(), &mut Random::System.generator()?)
            .await;
    let id = added.map_err(|error| match error {
        NotAdded::Taken => Failure::from(NotDone::Taken(staff_number.clone())),
        NotAdded::TakenByLeaver => NotDone::TakenByLeaver(staff_number.clone()).into(),
        NotAdded::Fault(fault) => fault.into(),
    })?;
    Ok(output.result(&format!("Added staff number {staff_number}."), &Added { id, staff_number })?)
}
