//! Recording what came of a check of somebody's identity. Only who was confirmed can be invited; whoever could not be loses
//! an invitation that is open.

use super::person::{self, ActError, NotPossible};
use crate::{
    flows::{Fault, audit::record, invite, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::{Duration, EmployeeId, IdentityCheckId, IdentityMethod, IdentityOutcome, InvitationState};
use store::{employees::Employee, identity_checks::IdentityCheck};

/// The same press once more within this time records nothing: somebody pressed twice.
const TWICE: Duration = Duration::seconds(60);

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What came of it.
    pub outcome: IdentityOutcome,
    /// How.
    pub method: IdentityMethod,
    /// Which documents, or why not.
    pub note: Option<String>,
}

/// Looks whether an officer can record a check of this person. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    if employee.active { Ok(employee) } else { Err(NotPossible::Left.into()) }
}

/// Records a check.
///
/// # Errors
/// See [`ActError`]; nothing is recorded then.
pub async fn check(state: &AppState, on: &OnDuty, id: &EmployeeId, checked: Checked) -> Result<(), ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    if !employee.active {
        return Err(NotPossible::Left.into());
    }
    let newest = store::identity_checks::of_employee(&tx, id).await?.into_iter().next();
    let twice = newest.is_some_and(|before| {
        before.officer_id.as_ref() == Some(&on.officer.id)
            && now < before.at + TWICE
            && (before.outcome, before.method, &before.note) == (checked.outcome, checked.method, &checked.note)
    });
    if twice {
        return Ok(());
    }
    let (action, ended) = match checked.outcome {
        IdentityOutcome::Confirmed => ("identity-confirmed", Vec::new()),
        IdentityOutcome::Declined => {
            ("identity-declined", invite::end_all(&tx, id, InvitationState::Cancelled, now).await?)
        }
    };
    let check = IdentityCheck {
        id: IdentityCheckId::new(&mut rng),
        employee_id: id.clone(),
        outcome: checked.outcome,
        method: checked.method,
        note: checked.note,
        officer_id: Some(on.officer.id.clone()),
        at: now,
    };
    store::identity_checks::record(&tx, check).await?;
    record(&tx, now, person::actor(on), action, id, None).await?;
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    Ok(())
}
