//! All that HR sees of one person, and what an officer can do for them now.

use super::{
    officer_names, person,
    steps::{self, Way},
};
use crate::{
    flows::{Fault, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::{Act, EmployeeId, InvitationState, KeyState, OfficerId, Permission, Role, Status};
use std::collections::HashMap;
use store::{
    audit, employees::Employee, identity_checks::IdentityCheck, invitations::Invitation, key_requests::KeyRequest,
    keys::AccessKey,
};

/// Lines of the audit trail that a record shows.
const HISTORY: u64 = 50;

/// A person's record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The person.
    pub employee: Employee,
    /// Where they stand.
    pub status: Status,
    /// Email address and phone number may be shown whole.
    pub whole_contact: bool,
    /// The officer looks at their own record.
    pub own: bool,
    /// Checks of the identity, newest first.
    pub checks: Vec<IdentityCheck>,
    /// How far it has led.
    pub way: Option<Way>,
    /// Keys, newest first.
    pub keys: Vec<AccessKey>,
    /// Browsers in which the person is logged in.
    pub sessions: usize,
    /// What the person has asked for.
    pub wish: Option<KeyRequest>,
    /// The last lines of the audit trail, newest first.
    pub history: Vec<audit::Line>,
    /// Names of the officers in it.
    pub officers: HashMap<OfficerId, String>,
    /// What can be done.
    pub acts: Vec<Act>,
}

/// Reads a record; `None`: there is no such person.
///
/// # Errors
/// When the database does not answer.
pub async fn record(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Option<Record>, Fault> {
    let db = &state.db;
    let Some(employee) = store::employees::by_id(db, id).await? else { return Ok(None) };
    let keys = store::keys::of_employee(db, id).await?;
    let invitation = store::invitations::newest_of(db, id).await?;
    let way = match &invitation {
        Some(invitation) => Some(steps::way(state, &employee, invitation, &keys).await?),
        None => None,
    };
    let checks = store::identity_checks::of_employee(db, id).await?;
    let wanted = audit::Wanted { employee: Some(id.clone()), ..audit::Wanted::default() };
    let history = audit::newest(db, &wanted, 0, HISTORY).await?;
    let own = person::is_own(on, &employee.email);
    Ok(Some(Record {
        status: Status::of(employee.standing, employee.invited_until, employee.key_until, state.clock.now()),
        whole_contact: on.officer.role.may(Permission::ManagePeople),
        own,
        sessions: store::log_in_sessions::live_of_employee(db, id).await?.len(),
        wish: store::key_requests::open_of(db, id).await?,
        acts: possible(on.officer.role, own, &employee, invitation.as_ref(), &keys),
        checks,
        way,
        keys,
        history,
        officers: officer_names(db).await?,
        employee,
    }))
}

/// What an officer of this role can do for a person now.
fn possible(
    role: Role,
    own: bool,
    employee: &Employee,
    invitation: Option<&Invitation>,
    keys: &[AccessKey],
) -> Vec<Act> {
    if own {
        return Vec::new();
    }
    let has = |state: KeyState| keys.iter().any(|key| key.state == state);
    let (live, suspended) = (has(KeyState::Live), has(KeyState::Suspended));
    let open = invitation
        .is_some_and(|invitation| matches!(invitation.state, InvitationState::Live | InvitationState::Locked));
    let here = employee.active;
    let can = [
        (Act::Identity, Permission::ManagePeople, here),
        (Act::Invite, Permission::Issue, here && employee.identity_confirmed_at.is_some() && keys.is_empty()),
        (Act::NewKey, Permission::Issue, here && !keys.is_empty()),
        (Act::Cancel, Permission::Issue, open),
        (Act::Details, Permission::ManagePeople, here),
        (Act::Contact, Permission::ManagePeople, here),
        (Act::Suspend, Permission::Revoke, live),
        (Act::Restore, Permission::Revoke, suspended && here),
        (Act::Revoke, Permission::Revoke, live || suspended),
        (Act::Leave, Permission::Revoke, here),
        (Act::Return, Permission::Revoke, !here),
    ];
    can.into_iter().filter(|(_, need, now)| *now && role.may(*need)).map(|(act, ..)| act).collect()
}
