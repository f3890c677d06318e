//! What waits for somebody in HR: wishes, locks, invitations that end, messages that did not arrive, questions to a second
//! officer.

use crate::{flows::Fault, state::AppState};
use domain::{Duration, EmployeeId, KeyWish, MessageKind, Status, Timestamp};
use std::collections::HashMap;
use store::{
    employees::Employee,
    staff_passports::{self, Wanted},
};

/// Lines of a kind that are shown.
const SHOWN: u64 = 25;
/// An invitation ends soon.
const SOON: Duration = Duration::days(1);
/// Messages that did not arrive are shown for so long.
const LOST_SINCE: Duration = Duration::days(14);

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct Waits<T> {
    /// Who; none for a message to HR.
    pub employee: Option<Employee>,
    /// For what.
    pub what: T,
    /// Since when, or until when.
    pub at: Timestamp,
}

/// A message that did not arrive.
#[derive(Clone, Debug)]
pub struct Lost {
    /// What it was about.
    pub kind: Option<MessageKind>,
    /// Why, in words for an operator.
    pub why: Option<String>,
}

/// All that waits.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// People who asked for a new key, the oldest first.
    pub wishes: Vec<Waits<KeyWish>>,
    /// Invitations that are locked.
    pub locked: Vec<Waits<()>>,
    /// Invitations that end within a day.
    pub ending: Vec<Waits<()>>,
    /// How many invitations have expired.
    pub expired: u64,
    /// Messages that did not arrive, the newest first.
    pub lost: Vec<Waits<Lost>>,
    /// How many of those there are.
    pub lost_total: u64,
    /// How many questions wait for a second officer.
    pub questions: usize,
}

/// Reads it.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(state: &AppState) -> Result<Waiting, Fault> {
    let (db, now) = (&state.db, state.clock.now());
    let wishes = store::key_requests::open(db).await?;
    let locked = staff_passports::locked(db, SHOWN).await?;
    let ending = staff_passports::ending(db, now, now + SOON, SHOWN).await?;
    let expired = Wanted { status: Some(Status::InvitationExpired), ..Wanted::default() };
    let lost = store::dead_letters::since(db, now - LOST_SINCE, 0).await?;

    let named = wishes.iter().map(|wish| wish.employee_id.clone());
    let named = named.chain(lost.iter().filter_map(|message| message.employee_id.clone()));
    let people: HashMap<EmployeeId, Employee> = staff_passports::of_ids(db, named.collect())
        .await?
        .into_iter()
        .map(|employee| (employee.id.clone(), employee))
        .collect();
    let until = |employee: Employee| {
        let at = employee.invited_until.unwrap_or(now);
        Waits { employee: Some(employee), what: (), at }
    };
    Ok(Waiting {
        wishes: wishes
            .into_iter()
            .filter_map(|wish| {
                let employee = people.get(&wish.employee_id).filter(|employee| employee.active)?;
                Some(Waits { employee: Some(employee.clone()), what: wish.reason, at: wish.created_at })
            })
            .collect(),
        locked: locked.into_iter().map(until).collect(),
        ending: ending.into_iter().map(until).collect(),
        expired: staff_passports::count(db, &expired, now).await?,
        lost_total: store::dead_letters::count_since(db, now - LOST_SINCE).await?,
        lost: lost
            .into_iter()
            .map(|message| Waits {
                employee: message.employee_id.as_ref().and_then(|id| people.get(id).cloned()),
                what: Lost { kind: message.kind, why: message.error },
                at: message.dead_at.unwrap_or(message.created_at),
            })
            .collect(),
        questions: store::approvals::open(db, SHOWN).await?.len(),
    })
}
