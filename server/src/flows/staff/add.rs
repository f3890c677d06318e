//! Adding one person by a form, and changing a name or a staff number.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{
        Fault,
        audit::record,
        officers::on_duty::OnDuty,
        people::{self, NotAdded},
    },
    state::AppState,
};
use domain::EmployeeId;
use store::employees::{Details, Employee};

/// What stands in the way of adding somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// The staff number belongs to somebody, who may have left.
    Taken(Box<Employee>),
    /// People with the same email address or phone number: one of them may be this person.
    Similar(Vec<Employee>),
}

/// Looks for people who may be the same person. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, details: &Details) -> Result<Option<InTheWay>, Fault> {
    if let Some(taken) = store::employees::by_staff_number(&state.db, &details.staff_number).await? {
        return Ok(Some(InTheWay::Taken(Box::new(taken))));
    }
    let similar = store::staff_passports::sharing(&state.db, &details.email, &details.phone).await?;
    Ok(if similar.is_empty() { None } else { Some(InTheWay::Similar(similar)) })
}

/// Adds a person, who may have the email address or the phone number of somebody else: the officer was asked.
///
/// # Errors
/// When the staff number is taken or the database refuses; nobody is added then.
pub async fn add(state: &AppState, on: &OnDuty, details: Details) -> Result<EmployeeId, NotAdded> {
    let mut rng = state.random.generator().map_err(Fault::from)?;
    let actor = person::actor(on);
    people::add(&state.db, &state.settings, details, actor, state.clock.now(), &mut rng).await
}

/// Looks whether the details of a person can be changed. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look_at(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    if employee.active { Ok(employee) } else { Err(NotPossible::Left.into()) }
}

/// Changes names and staff number; how the person is reached stays. False if the staff number belongs to somebody else, and
/// then nothing has changed.
///
/// # Errors
/// See [`ActError`].
pub async fn change(state: &AppState, on: &OnDuty, id: &EmployeeId, details: Details) -> Result<bool, ActError> {
    let now = state.clock.now();
    let (tx, employee) = person::begin(state, on, id).await?;
    if !employee.active {
        return Err(NotPossible::Left.into());
    }
    let taken = store::employees::by_staff_number(&tx, &details.staff_number).await?;
    if taken.is_some_and(|other| other.id != *id) {
        return Ok(false);
    }
    let details = Details { email: employee.email.clone(), phone: employee.phone.clone(), ..details };
    let same = (&details.staff_number, &details.given_name, &details.family_name)
        == (&employee.staff_number, &employee.given_name, &employee.family_name);
    if same {
        return Ok(true);
    }
    store::employees::update(&tx, id, details, now).await?;
    record(&tx, now, person::actor(on), "employee-changed", id, None).await?;
    tx.commit().await?;
    Ok(true)
}
