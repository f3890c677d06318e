//! An employee's email address and phone number are changed. What was sent to the old ones ends; both the old and the new
//! are told; and invitations to the new ones wait, so that somebody who did not ask for this has time to say so.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        invite,
        messages::{self, Message},
        officers::on_duty::OnDuty,
    },
    state::AppState,
};
use domain::{
    EmailAddress, EmployeeId, IdentityOutcome, InvitationId, InvitationState, PhoneNumber, Policy, Timestamp,
};
use rand::CryptoRng;
use store::{
    ConnectionTrait,
    employees::{Details, Employee},
};

/// Looks whether the contact details of a person can be changed. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    if employee.active { Ok(employee) } else { Err(NotPossible::Left.into()) }
}

/// Changes how a person is reached. Nothing if that is how they are reached already.
///
/// # Errors
/// See [`ActError`]; nothing has changed then.
pub async fn change(
    state: &AppState,
    on: &OnDuty,
    id: &EmployeeId,
    email: &EmailAddress,
    phone: &PhoneNumber,
) -> Result<(), ActError> {
    let mut rng = state.random.generator().map_err(Fault::from)?;
    let (tx, employee) = person::begin(state, on, id).await?;
    if !employee.active {
        return Err(NotPossible::Left.into());
    }
    if person::is_own(on, email.as_str()) {
        return Err(NotPossible::OwnRecord.into());
    }
    let ended = change_in(&tx, state, &mut rng, &employee, email.as_str(), phone.reveal(), person::actor(on)).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(())
}

/// Until when invitations would wait if the contact details of a person were changed now. While nobody ever confirmed who
/// the person is, the details are only being put right: the check will be of the new ones. A check that was declined since
/// shortens nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn hold_until(
    conn: &impl ConnectionTrait,
    state: &AppState,
    employee: &Employee,
) -> Result<Option<Timestamp>, Fault> {
    let now = state.clock.now();
    let checks = store::identity_checks::of_employee(conn, &employee.id).await?;
    let confirmed = checks.iter().any(|check| check.outcome == IdentityOutcome::Confirmed);
    let until = confirmed.then(|| now + Policy::span(state.settings.policy.contact_hold_seconds));
    Ok(until.max(employee.contact_hold_until).filter(|until| now < *until))
}

/// Changes how a person is reached, inside a transaction from [`invite::begin`] or under `invite::hold`. Names the
/// invitations that ended, so that pages that wait can be woken once it is committed.
///
/// # Errors
/// When the database refuses; nothing may be changed then.
pub async fn change_in(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    email: &str,
    phone: &str,
    actor: Actor<'_>,
) -> Result<Vec<InvitationId>, Fault> {
    let now = state.clock.now();
    let (new_email, new_phone) = (employee.email != email, employee.phone != phone);
    if !new_email && !new_phone {
        return Ok(Vec::new());
    }
    let ended = invite::end_all(conn, &employee.id, InvitationState::Cancelled, now).await?;
    store::approvals::withdraw_all_of(conn, &employee.id, now).await?;
    let details = Details {
        staff_number: employee.staff_number.clone(),
        given_name: employee.given_name.clone(),
        family_name: employee.family_name.clone(),
        email: email.to_owned(),
        phone: phone.to_owned(),
    };
    store::employees::update(conn, &employee.id, details, now).await?;
    let hold_until = hold_until(conn, state, employee).await?;
    store::employees::note_contact_change(conn, &employee.id, actor.officer(), hold_until, now).await?;

    let changed = Message::ContactChanged { email: new_email, phone: new_phone };
    let later = Employee { email: email.to_owned(), phone: phone.to_owned(), ..employee.clone() };
    messages::queue(conn, state, rng, employee, changed, None).await?;
    messages::queue(conn, state, rng, employee, Message::ContactChangedText, None).await?;
    if new_email {
        messages::queue(conn, state, rng, &later, changed, None).await?;
    }
    if new_phone {
        messages::queue(conn, state, rng, &later, Message::ContactChangedText, None).await?;
    }
    record(conn, now, actor, "contact-changed", &employee.id, None).await?;
    Ok(ended)
}
