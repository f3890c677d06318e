//! A page of the list of people.

use crate::{flows::Fault, state::AppState};
use domain::Status;
use store::{
    employees::Employee,
    staff_passports::{self, PAGE, Wanted},
};

/// A page of people.
#[derive(Clone, Debug)]
pub struct StaffPage {
    /// Which, from 1: the last one if a later one was asked for.
    pub page: u64,
    /// The last one.
    pub last: u64,
    /// How many people there are on all pages.
    pub total: u64,
    /// The people, and where each stands now.
    pub people: Vec<(Employee, Status)>,
}

/// Reads it. `page` counts from 1.
///
/// # Errors
/// When the database does not answer.
pub async fn list(state: &AppState, wanted: &Wanted, page: u64) -> Result<StaffPage, Fault> {
    let now = state.clock.now();
    let found = staff_passports::page(&state.db, wanted, page.saturating_sub(1), now).await?;
    let people = found
        .people
        .into_iter()
        .map(|person| {
            let status = Status::of(person.standing, person.invited_until, person.key_until, now);
            (person, status)
        })
        .collect();
    Ok(StaffPage { page: found.page + 1, last: found.total.div_ceil(PAGE).max(1), total: found.total, people })
}
