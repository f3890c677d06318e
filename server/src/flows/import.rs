//! Adding employees from a CSV file: everything is checked first, and nothing is saved before somebody has seen what
//! would change.

use super::{
    Fault,
    audit::{Actor, record},
    invite,
    people::{self, Field},
    staff::contact,
};
use crate::state::AppState;
use domain::{
    EmployeeId, InvitationId, Timestamp,
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
    /// People who are not there yet.
    pub new: Vec<Details>,
    /// People whose details differ.
    pub changed: Vec<(EmployeeId, Details)>,
    /// Number of people who stay as they are.
    pub unchanged: usize,
    /// What cannot be used. A row that is named here changes nothing.
    pub rejected: Vec<Rejected>,
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
pub fn check(file: &[u8], existing: &[Employee], country_code: Option<&str>) -> ImportReport {
    let PeopleFile { people, rejected } = people_file::read(file, country_code);
    let rejected = rejected.into_iter().map(Rejected::from).collect();
    let mut report = ImportReport { rejected, ..ImportReport::default() };
    let existing: HashMap<&str, &Employee> =
        existing.iter().map(|employee| (employee.staff_number.as_str(), employee)).collect();
    for person in people {
        let details = people::kept(person);
        match existing.get(details.staff_number.as_str()) {
            None => report.new.push(details),
            Some(employee) if details_of(employee) == details => report.unchanged += 1,
            Some(employee) => report.changed.push((employee.id.clone(), details)),
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
/// When the database refuses, or somebody else added one of these people meanwhile.
pub async fn save(state: &AppState, report: ImportReport, actor: Actor<'_>) -> Result<(), Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
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
) -> Result<Vec<InvitationId>, Fault> {
    // Everybody's row is taken before anything is changed, and in the same order by all who take several.
    report.changed.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (id, _) in &report.changed {
        invite::hold(conn, id).await?;
    }
    let organisation = people::organisation(conn, &state.settings, now, rng).await?;
    for details in report.new {
        people::insert(conn, &organisation, details, actor, now, rng).await?;
    }
    let mut ended = Vec::new();
    for (id, details) in report.changed {
        let employee = store::employees::by_id(conn, &id).await?.ok_or(Fault::Missing("employee"))?;
        if employee.active {
            let (email, phone) = (&details.email, &details.phone);
            ended.extend(contact::change_in(conn, state, rng, &employee, email, phone, actor).await?);
        }
        store::employees::update(conn, &id, details, now).await?;
        record(conn, now, actor, "employee-changed", &id, None).await?;
    }
    Ok(ended)
}

#[cfg(test)]
mod tests;
