//! `latchkey migrate`: brings the database up to date.

use super::{Failure, output::Output};
use crate::{config::Settings, start};
use serde::Serialize;

#[derive(Serialize)]
struct Done {
    migrated: bool,
}

pub(super) async fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    let db = start::database(settings).await?;
    start::migrate(settings, &db).await?;
    Ok(output.result("The database is up to date.", &Done { migrated: true })?)
}
