//! Adding employees, one by one.

use super::{
    Fault,
    audit::{Actor, record_each},
};
use crate::config::Settings;
use domain::{
    EmployeeId, OrganisationId, Timestamp,
    details::{self, Person},
};
use rand::CryptoRng;
use store::{ConnectionTrait, DatabaseConnection, employees::Details};

pub use domain::details::{Field, Numbers, Typed, WrongDetail};

/// Reads details; what cannot be used is named, all of it.
///
/// # Errors
/// Every wrong detail.
pub fn parse(typed: Typed<'_>, numbers: Numbers<'_>) -> Result<Details, Vec<(Field, WrongDetail)>> {
    details::parse(typed, numbers).map(kept)
}

/// Details as they are stored.
pub(super) fn kept(person: Person) -> Details {
    Details {
        staff_number: person.staff_number.as_str().to_owned(),
        given_name: person.given_name.as_str().to_owned(),
        family_name: person.family_name.as_str().to_owned(),
        email: person.email.as_str().to_owned(),
        phone: person.phone.reveal().to_owned(),
    }
}

/// Why an employee was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The staff number belongs to somebody.
    #[error("there is an employee with this staff number already")]
    Taken,
    /// The staff number belongs to somebody who has left. Whether this is the same person again is for HR to say.
    #[error("an employee with this staff number has left")]
    TakenByLeaver,
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Adds an employee.
///
/// # Errors
/// When the staff number is taken or the database refuses; nobody is added then.
pub async fn add(
    db: &DatabaseConnection,
    settings: &Settings,
    details: Details,
    actor: Actor<'_>,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<EmployeeId, NotAdded> {
    let tx = store::connect::begin(db).await.map_err(Fault::from)?;
    match store::employees::by_staff_number(&tx, &details.staff_number).await.map_err(Fault::from)? {
        Some(found) if found.active => return Err(NotAdded::Taken),
        Some(_) => return Err(NotAdded::TakenByLeaver),
        None => {}
    }
    let organisation = organisation(&tx, settings, now, rng).await?;
    let id = EmployeeId::new(rng);
    insert_all(&tx, &organisation, &[(id.clone(), details)], actor, now).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(id)
}

/// The employer of this deployment.
pub(super) async fn organisation(
    conn: &impl ConnectionTrait,
    settings: &Settings,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<OrganisationId, Fault> {
    Ok(store::employees::organisation(conn, OrganisationId::new(rng), &settings.organisation.name, now).await?)
}

/// Adds employees inside a transaction.
pub(super) async fn insert_all(
    conn: &impl ConnectionTrait,
    organisation: &OrganisationId,
    people: &[(EmployeeId, Details)],
    actor: Actor<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    store::employees::insert_all(conn, organisation, people, now).await?;
    let ids: Vec<_> = people.iter().map(|(id, _)| id).collect();
    record_each(conn, now, actor, "employee-added", &ids).await
}
