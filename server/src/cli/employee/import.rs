//! `latchkey employee import`.

use super::{Failure, NotDone, Output};
use crate::{
    flows::{
        Fault,
        audit::Actor,
        import::{self, ImportReport, NotSaved, Rejected},
    },
    state::AppState,
};
use clap::Args;
use serde::Serialize;
use std::{fmt::Write, path::PathBuf};

/// Rejections that are shown to a person; programs get them all.
const SHOWN: usize = 100;

#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// CSV file with the columns staff_number, given_name, family_name, email and phone.
    file: PathBuf,
    /// Save without asking.
    #[arg(long)]
    yes: bool,
    /// Save the good rows although others are rejected.
    #[arg(long)]
    skip_rejected: bool,
}

#[derive(Serialize)]
struct Summary<'a> {
    new: usize,
    changed: usize,
    unchanged: usize,
    rejected: &'a [Rejected],
    saved: bool,
}

pub(super) async fn run(arguments: Arguments, state: &AppState, output: Output) -> Result<(), Failure> {
    let Arguments { file, yes, skip_rejected } = arguments;
    let bytes = std::fs::read(&file).map_err(|error| Failure::File(file, error))?;
    let existing = store::employees::list(&state.db).await.map_err(Fault::from)?;
    let mut report = import::check(&bytes, &existing, state.settings.numbers());
    let rejected = std::mem::take(&mut report.rejected);
    let (new, changed, unchanged) = (report.new.len(), report.changed.len(), report.unchanged);
    let summary = |saved| Summary { new, changed, unchanged, rejected: &rejected, saved };
    let text = describe(&report, &rejected);
    if !rejected.is_empty() && !skip_rejected {
        output.result(&text, &summary(false))?;
        return Err(NotDone::Rejected(rejected.len()).into());
    }
    if new + changed > 0 && !yes && !output.confirms(&format!("{text}\nSave?")) {
        output.result(&text, &summary(false))?;
        return Err(NotDone::NotConfirmed.into());
    }
    match import::save(state, report, Actor::CommandLine).await {
        Ok(()) => {}
        Err(NotSaved::Stale) => return Err(NotDone::Stale.into()),
        Err(NotSaved::Fault(fault)) => return Err(fault.into()),
    }
    Ok(output.result(&format!("{text}\nSaved."), &summary(true))?)
}

fn describe(report: &ImportReport, rejected: &[Rejected]) -> String {
    let mut text = format!(
        "{} new, {} changed, {} unchanged, {} rejected.",
        report.new.len(),
        report.changed.len(),
        report.unchanged,
        rejected.len()
    );
    for Rejected { row, column, message } in rejected.iter().take(SHOWN) {
        let column = column.map(|column| format!(", {column}")).unwrap_or_default();
        // Writing into a String does not fail.
        let _ = write!(text, "\nRow {row}{column}: {message}.");
    }
    text
}
