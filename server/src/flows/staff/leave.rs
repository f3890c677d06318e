//! An officer notes that somebody has left, or is back.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{leave, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::EmployeeId;
use store::employees::Employee;

/// Looks whether the person works here, or has left, as `active` says. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId, active: bool) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    match (employee.active, active) {
        (true, false) => Err(NotPossible::WorksHere.into()),
        (false, true) => Err(NotPossible::Left.into()),
        (true, true) | (false, false) => Ok(employee),
    }
}

/// Notes that a person has left: see [`leave::leave`]. Nothing if it was noted before.
///
/// # Errors
/// See [`ActError`].
pub async fn leave(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<(), ActError> {
    let employee = person::find(&state.db, on, id).await?;
    leave::leave(state, &employee, person::actor(on)).await?;
    Ok(())
}

/// Notes that a person who had left is back: see [`leave::come_back`]. Nothing if it was noted before.
///
/// # Errors
/// See [`ActError`].
pub async fn come_back(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<(), ActError> {
    let employee = person::find(&state.db, on, id).await?;
    leave::come_back(state, &employee, person::actor(on)).await?;
    Ok(())
}
