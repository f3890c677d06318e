//! Adding employees from a CSV file: everything is checked first, and nothing is saved before somebody has seen what
//! would change.

use super::{
    Fault,
    audit::{Actor, record_each},
    invite,
    people::{self, Field, Numbers},
    staff::contact,
};
use crate::state::AppState;
use domain::{
    EmployeeId, InvitationId, Timestamp, TokenHash,
    people_file::{self, PeopleFile},
};
use rand::CryptoRng;
use serde::Serialize;
use std::collections::HashMap;
use store::{
    ConnectionTrait,
    employees::{Details, Employee},
};

/// What a file would change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows that were read.
    pub rows: usize,
    /// People who are not there yet.
    pub new: Vec<Details>,
    /// People whose details differ.
    pub changed: Vec<Change>,
    /// Number of people who stay as they are.
    pub unchanged: usize,
    /// What cannot be used. A row that is named here changes nothing.
    pub rejected: Vec<Rejected>,
}

/// What would change for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub id: EmployeeId,
    /// The details that are there.
    pub before: Details,
    /// Those of the file.
    pub after: Details,
}

impl Change {
    /// Whether the name changes.
    fn renames(&self) -> bool {
        let Self { before, after, .. } = self;
        (&before.given_name, &before.family_name) != (&after.given_name, &after.family_name)
    }
}

impl ImportReport {
    /// Stands for exactly what would be saved: another for anything else.
    #[must_use]
    pub fn fingerprint(&self) -> TokenHash {
        TokenHash::of(format!("{:?} {:?}", self.new, self.changed).as_bytes())
    }
}

/// Why nothing of a file was saved.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// Somebody has changed or added one of these people meanwhile.
    #[error("somebody has changed or added one of these people meanwhile: check the file again")]
    Stale,
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for NotSaved {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

/// Something in the file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Row of the spreadsheet, from 1; 0 where it is none in particular.
    pub row: usize,
    /// Name of the column, if it is one.
    pub column: Option<&'static str>,
    /// What to do, in words for HR.
    pub message: String,
}

/// Checks a file against the people who are there.
#[must_use]
pub fn check(file: &[u8], existing: &[Employee], numbers: Numbers<'_>) -> ImportReport {
    let PeopleFile { rows, people, rejected } = people_file::read(file, numbers);
    let rejected = rejected.into_iter().map(Rejected::from).collect();
    let mut report = ImportReport { rows, rejected, ..ImportReport::default() };
    let existing: HashMap<&str, &Employee> =
        existing.iter().map(|employee| (employee.staff_number.as_str(), employee)).collect();
    for person in people {
        let details = people::kept(person);
        match existing.get(details.staff_number.as_str()) {
            None => report.new.push(details),
            Some(employee) if details_of(employee) == details => report.unchanged += 1,
            Some(employee) => {
                let (id, before) = (employee.id.clone(), details_of(employee));
                report.changed.push(Change { id, before, after: details });
            }
        }
    }
    report
}

impl From<people_file::Rejected> for Rejected {
    fn from(rejected: people_file::Rejected) -> Self {
        let people_file::Rejected { row, column, wrong } = rejected;
        Self { row, column: column.map(Field::name), message: wrong.to_string() }
    }
}

fn details_of(employee: &Employee) -> Details {
    Details {
        staff_number: employee.staff_number.clone(),
        given_name: employee.given_name.clone(),
        family_name: employee.family_name.clone(),
        email: employee.email.clone(),
        phone: employee.phone.clone(),
    }
}

/// Saves what a report found, all of it or nothing. Who is reached in another way from then on is told, and their invitations
/// end: see [`contact::change_in`].
///
/// # Errors
/// See [`NotSaved`].
pub async fn save(state: &AppState, report: ImportReport, actor: Actor<'_>) -> Result<(), NotSaved> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let tx = store::connect::begin(&state.db).await?;
    let ended = save_in(&tx, state, &mut rng, report, actor, now).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(())
}

/// The same inside a transaction. Names the invitations that ended, so that pages that wait can be woken once it is
/// committed.
///
/// # Errors
/// See [`save`].
pub(super) async fn save_in(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    mut report: ImportReport,
    actor: Actor<'_>,
    now: Timestamp,
) -> Result<Vec<InvitationId>, NotSaved> {
    // Everybody's row is taken before anything is changed, and in the same order by all who take several.
    report.changed.sort_by(|one, other| one.id.cmp(&other.id));
    for change in &report.changed {
        invite::hold(conn, &change.id).await?;
    }
    let there = as_they_were(conn, &report).await?.ok_or(NotSaved::Stale)?;

    let organisation = people::organisation(conn, &state.settings, now, rng).await?;
    let new: Vec<_> = report.new.into_iter().map(|details| (EmployeeId::new(rng), details)).collect();
    people::insert_all(conn, &organisation, &new, actor, now).await?;
    let mut ended = Vec::new();
    for (employee, change) in there.iter().zip(&report.changed) {
        // Of somebody who has left too: they may come back.
        let (email, phone) = (&change.after.email, &change.after.phone);
        ended.extend(contact::change_in(conn, state, rng, employee, email, phone, actor).await?);
        if change.renames() {
            store::employees::update(conn, &change.id, change.after.clone(), now).await?;
        }
    }
    let renamed: Vec<_> = report.changed.iter().filter(|change| change.renames()).map(|change| &change.id).collect();
    record_each(conn, now, actor, "employee-changed", &renamed).await?;
    Ok(ended)
}

/// The people who change, in the order of the report; `None` if one of them is not any more what the report says, or
/// somebody who was to be new is there.
async fn as_they_were(conn: &impl ConnectionTrait, report: &ImportReport) -> Result<Option<Vec<Employee>>, Fault> {
    let numbers: Vec<&str> = report.new.iter().map(|details| details.staff_number.as_str()).collect();
    if store::employees::any_has(conn, &numbers).await? {
        return Ok(None);
    }
    let ids = report.changed.iter().map(|change| change.id.clone()).collect();
    let found = store::staff_passports::of_ids(conn, ids).await?;
    let mut found: HashMap<EmployeeId, Employee> =
        found.into_iter().map(|employee| (employee.id.clone(), employee)).collect();
    let same = |change: &Change| found.remove(&change.id).filter(|employee| details_of(employee) == change.before);
    Ok(report.changed.iter().map(same).collect())
}

#[cfg(test)]
mod tests;
