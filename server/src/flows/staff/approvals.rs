//! What needs a second officer: an invitation to contact details that were changed lately, and, where the settings want it,
//! a new access key. Whoever asked does not decide, nor does whoever changed the contact details, nor the person.

use super::{
    new_key,
    person::{self, ActError, NotPossible},
};
use crate::{
    flows::{Fault, audit::record_more, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::{ApprovalId, ApprovalKind, Decision, EmployeeId, KeyWish, OfficerId, Timestamp};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use store::{ConnectionTrait, approvals::Approval, employees::Employee};

/// Questions of a page.
const MOST: u64 = 100;

/// What is asked, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Question {
    /// May an invitation go to the changed contact details now?
    ContactChange,
    /// May the person get a new access key?
    NewKey {
        /// Why.
        wish: KeyWish,
    },
}

impl Question {
    const fn kind(self) -> ApprovalKind {
        match self {
            Self::ContactChange => ApprovalKind::ContactChange,
            Self::NewKey { .. } => ApprovalKind::NewKey,
        }
    }
}

/// A question with whom it is about.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its name.
    pub id: ApprovalId,
    /// About whom.
    pub employee: Employee,
    /// What is asked.
    pub question: Question,
    /// Name of the officer who asks.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Whether this officer may decide it.
    pub may_decide: bool,
    /// What was said, if somebody has decided.
    pub decision: Option<Decision>,
}

/// Asks inside a transaction from [`person::begin`], in place of what was asked before; nothing if that is the same.
pub(super) async fn ask(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    on: &OnDuty,
    employee: &Employee,
    question: Question,
    now: Timestamp,
) -> Result<(), Fault> {
    let before = store::approvals::open_of(conn, &employee.id).await?;
    if let Some(before) = before.into_iter().find(|before| before.kind == question.kind()) {
        // Whoever changed the contact details can never decide. If they ask, an officer who asked before them can.
        let takes_over = is_changer(on, employee) && before.asked_by != on.officer.id;
        if serde_json::from_str::<Question>(&before.wanted)? == question && !takes_over {
            return Ok(());
        }
        store::approvals::withdraw(conn, &before.id, now).await?;
    }
    let row = Approval {
        id: ApprovalId::new(rng),
        employee_id: employee.id.clone(),
        kind: question.kind(),
        wanted: serde_json::to_string(&question)?,
        asked_by: on.officer.id.clone(),
        asked_at: now,
        decided_by: None,
        decided_at: None,
        decision: None,
    };
    let detail = serde_json::json!({ "approval": row.id, "question": question });
    store::approvals::insert(conn, row).await?;
    record_more(conn, now, person::actor(on), "approval-asked", &employee.id, None, detail).await
}

/// Looks whether there is something to ask about changed contact details. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look_at_asking(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Employee, ActError> {
    let employee = person::find(&state.db, on, id).await?;
    is_on_hold(&employee, state.clock.now())?;
    Ok(employee)
}

/// Asks whether an invitation may go to changed contact details now.
///
/// # Errors
/// See [`ActError`].
pub async fn ask_about_contact(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<(), ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    is_on_hold(&employee, now)?;
    ask(&tx, &mut rng, on, &employee, Question::ContactChange, now).await?;
    Ok(tx.commit().await?)
}

fn is_on_hold(employee: &Employee, now: Timestamp) -> Result<(), NotPossible> {
    match employee.contact_hold_until {
        _ if !employee.active => Err(NotPossible::Left),
        Some(until) if now < until => Ok(()),
        _ => Err(NotPossible::NotOnHold),
    }
}

/// The open questions, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open(state: &AppState, on: &OnDuty) -> Result<Vec<Open>, Fault> {
    let mut open = Vec::new();
    for approval in store::approvals::open(&state.db, MOST).await? {
        open.push(shown(state, on, approval).await?);
    }
    Ok(open)
}

/// One question, decided or not.
///
/// # Errors
/// [`NotPossible::Unknown`], or when the database does not answer.
pub async fn look(state: &AppState, on: &OnDuty, id: &ApprovalId) -> Result<Open, ActError> {
    let approval = store::approvals::by_id(&state.db, id).await?.ok_or(NotPossible::Unknown)?;
    Ok(shown(state, on, approval).await?)
}

async fn shown(state: &AppState, on: &OnDuty, approval: Approval) -> Result<Open, Fault> {
    let employee =
        store::employees::by_id(&state.db, &approval.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    let asked_by = store::officers::by_id(&state.db, &approval.asked_by).await?.ok_or(Fault::Missing("officer"))?;
    Ok(Open {
        may_decide: is_second(on, &approval.asked_by, &employee),
        question: serde_json::from_str(&approval.wanted)?,
        asked_by: asked_by.name,
        asked_at: approval.asked_at,
        decision: approval.decision,
        id: approval.id,
        employee,
    })
}

fn is_second(on: &OnDuty, asked_by: &OfficerId, employee: &Employee) -> bool {
    on.officer.id != *asked_by && !is_changer(on, employee) && !person::is_own(on, &employee.email)
}

fn is_changer(on: &OnDuty, employee: &Employee) -> bool {
    employee.contact_changed_by.as_ref() == Some(&on.officer.id)
}

/// Decides a question; what was asked for is done in the same act. What was said first counts, and is given back.
///
/// # Errors
/// See [`ActError`]; the question is open then.
pub async fn decide(state: &AppState, on: &OnDuty, id: &ApprovalId, decision: Decision) -> Result<Decision, ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let approval = store::approvals::by_id(&state.db, id).await?.ok_or(NotPossible::Unknown)?;
    let (tx, mut employee) = person::begin(state, on, &approval.employee_id).await?;
    if !is_second(on, &approval.asked_by, &employee) {
        return Err(NotPossible::SameOfficer.into());
    }
    if !store::approvals::decide(&tx, id, &on.officer.id, decision, now).await? {
        let before = store::approvals::by_id(&tx, id).await?.and_then(|before| before.decision);
        return Ok(before.ok_or(Fault::Missing("decision"))?);
    }
    let question: Question = serde_json::from_str(&approval.wanted).map_err(Fault::from)?;
    let action = if decision == Decision::Agreed { "approval-agreed" } else { "approval-declined" };
    let detail = serde_json::json!({ "approval": id, "question": question });
    record_more(&tx, now, person::actor(on), action, &employee.id, None, detail).await?;
    let mut sent = None;
    if decision == Decision::Agreed {
        store::employees::end_hold(&tx, &employee.id, now).await?;
        employee.contact_hold_until = None;
        if let Question::NewKey { wish } = question {
            sent = Some(new_key::send(&tx, state, &mut rng, on, &employee, wish).await?);
        }
    }
    tx.commit().await?;
    if let Some(sent) = sent {
        sent.wake(state);
    }
    Ok(decision)
}
