//! Reading the audit trail: a page of it, or all of it as rows of a file.

use super::officer_names;
use crate::{flows::Fault, state::AppState};
use domain::{EmployeeId, OfficerId, Timestamp};
use std::collections::{BTreeMap, HashMap};
use store::{
    audit::{self, Line, Wanted},
    employees::Employee,
};

/// Lines of a page.
pub const PAGE: u64 = 50;
/// Most lines of a file: what a spreadsheet shows, and a process holds.
pub const MOST: u64 = 50_000;
/// Lines that are read at once for a file.
const CHUNK: u64 = 1000;

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// About the person of this staff number.
    pub staff_number: Option<String>,
    /// By this officer.
    pub officer: Option<OfficerId>,
    /// This act.
    pub action: Option<String>,
}

/// Lines with the names that belong to them.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Newest first.
    pub lines: Vec<Line>,
    /// The people whom they are about.
    pub people: HashMap<EmployeeId, Employee>,
    /// Names of all officers.
    pub officers: BTreeMap<OfficerId, String>,
    /// Which page, from 1.
    pub page: u64,
    /// The last page.
    pub last: u64,
    /// How many lines there are.
    pub total: u64,
    /// There is nobody with the staff number.
    pub nobody: bool,
    /// The acts that there are.
    pub actions: Vec<String>,
}

/// Reads a page, counted from 1; the last one if a later one is asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn page(state: &AppState, asked: &Asked, page: u64) -> Result<Trail, Fault> {
    let db = &state.db;
    let officers = officer_names(db).await?.into_iter().collect();
    let actions = audit::actions(db).await?;
    let Some(wanted) = wanted(state, asked).await? else {
        return Ok(Trail { officers, actions, nobody: true, page: 1, last: 1, ..Trail::default() });
    };
    let total = audit::count(db, &wanted).await?;
    let last = total.div_ceil(PAGE).max(1);
    let page = page.clamp(1, last);
    let lines = audit::newest(db, &wanted, (page - 1) * PAGE, PAGE).await?;
    let people = people(state, &lines).await?;
    Ok(Trail { lines, people, officers, page, last, total, nobody: false, actions })
}

/// Reads all of it, up to [`MOST`] lines.
///
/// # Errors
/// When the database does not answer.
pub async fn all(state: &AppState, asked: &Asked) -> Result<Trail, Fault> {
    let db = &state.db;
    let mut trail = Trail { officers: officer_names(db).await?.into_iter().collect(), ..Trail::default() };
    let Some(wanted) = wanted(state, asked).await? else { return Ok(trail) };
    while trail.total < MOST {
        let lines = audit::older(db, &wanted, trail.lines.last(), CHUNK).await?;
        if lines.is_empty() {
            break;
        }
        trail.total += u64::try_from(lines.len()).unwrap_or(CHUNK);
        trail.people.extend(people(state, &lines).await?);
        trail.lines.extend(lines);
    }
    Ok(trail)
}

/// `None`: there is nobody with the staff number.
async fn wanted(state: &AppState, asked: &Asked) -> Result<Option<Wanted>, Fault> {
    let Asked { from, until, staff_number, officer, action } = asked.clone();
    let employee = match staff_number {
        None => None,
        Some(number) => match store::employees::by_staff_number(&state.db, &number).await? {
            Some(employee) => Some(employee.id),
            None => return Ok(None),
        },
    };
    Ok(Some(Wanted { from, until, employee, officer, action }))
}

async fn people(state: &AppState, lines: &[Line]) -> Result<HashMap<EmployeeId, Employee>, Fault> {
    let mut ids: Vec<EmployeeId> = lines.iter().filter_map(|line| line.employee_id.clone()).collect();
    ids.sort();
    ids.dedup();
    let found = store::staff_passports::of_ids(&state.db, ids).await?;
    Ok(found.into_iter().map(|employee| (employee.id.clone(), employee)).collect())
}
