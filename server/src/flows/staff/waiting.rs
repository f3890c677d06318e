//! What waits for somebody in HR: wishes, locks, invitations that end, messages that did not arrive, questions to a second
//! officer.

use crate::{flows::Fault, jobs::sweep::HELD_UP, state::AppState};
use domain::{Channel, Duration, EmployeeId, KeyWish, MessageKind, Status, Timestamp};
use std::collections::HashMap;
use store::{
    dead_letters::Backlog,
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
    /// Who, or about whom; none for a message to an officer.
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
    /// The name of the officer whom it was for.
    pub officer: Option<String>,
}

/// All that waits.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// People who asked for a new key, the oldest first.
    pub wishes: Vec<Waits<KeyWish>>,
    /// Invitations that are locked.
    pub locked: Vec<Waits<()>>,
    /// How many of those are not in the list.
    pub locked_more: u64,
    /// Invitations that end within a day.
    pub ending: Vec<Waits<()>>,
    /// How many of those are not in the list.
    pub ending_more: u64,
    /// How many invitations have expired.
    pub expired: u64,
    /// How many keys have expired that nobody has replaced.
    pub keys_expired: u64,
    /// A page of messages that did not arrive, the newest first.
    pub lost: Vec<Waits<Lost>>,
    /// How many of those there are.
    pub lost_total: u64,
    /// Which page of them it is, from 1.
    pub lost_page: u64,
    /// Their last page.
    pub lost_last: u64,
    /// Messages that are held up, by their ways.
    pub held_up: Vec<(Channel, Backlog)>,
    /// How many questions wait for a second officer.
    pub questions: u64,
}

/// Reads it, with this page, from 1, of the messages that did not arrive: the last one if there are not so many.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(state: &AppState, page: u64) -> Result<Waiting, Fault> {
    let (db, now) = (&state.db, state.clock.now());
    let wishes = store::key_requests::open(db).await?;
    let (locked, locked_total) = staff_passports::locked(db, SHOWN).await?;
    let (ending, ending_total) = staff_passports::ending(db, now, now + SOON, SHOWN).await?;
    let of_status = |status| Wanted { status: Some(status), ..Wanted::default() };
    let lost_total = store::dead_letters::count_since(db, now - LOST_SINCE).await?;
    let lost_last = lost_total.div_ceil(store::dead_letters::PAGE).max(1);
    let lost_page = page.clamp(1, lost_last);
    let lost = store::dead_letters::since(db, now - LOST_SINCE, lost_page - 1).await?;

    let named = wishes.iter().map(|wish| wish.employee_id.clone());
    let named = named.chain(lost.iter().filter_map(|message| message.employee_id.clone()));
    let people: HashMap<EmployeeId, Employee> = staff_passports::of_ids(db, named.collect())
        .await?
        .into_iter()
        .map(|employee| (employee.id.clone(), employee))
        .collect();
    let officers: HashMap<_, _> = if lost.iter().any(|message| message.officer_id.is_some()) {
        store::officers::list(db).await?.into_iter().map(|officer| (officer.id, officer.name)).collect()
    } else {
        HashMap::new()
    };
    let mut held_up = Vec::new();
    for channel in [Channel::Sms, Channel::Email] {
        let backlog = store::dead_letters::backlog(db, channel, now - HELD_UP).await?;
        held_up.extend(backlog.map(|backlog| (channel, backlog)));
    }
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
        locked_more: locked_total.saturating_sub(SHOWN),
        locked: locked.into_iter().map(until).collect(),
        ending_more: ending_total.saturating_sub(SHOWN),
        ending: ending.into_iter().map(until).collect(),
        expired: staff_passports::count(db, &of_status(Status::InvitationExpired), now).await?,
        keys_expired: staff_passports::count(db, &of_status(Status::KeyExpired), now).await?,
        lost_total,
        lost_page,
        lost_last,
        lost: lost
            .into_iter()
            .map(|message| Waits {
                employee: message.employee_id.as_ref().and_then(|id| people.get(id).cloned()),
                what: Lost {
                    kind: message.kind,
                    why: message.error,
                    officer: message.officer_id.as_ref().and_then(|id| officers.get(id).cloned()),
                },
                at: message.dead_at.unwrap_or(message.created_at),
            })
            .collect(),
        held_up,
        questions: store::approvals::count_open(db).await?,
    })
}
