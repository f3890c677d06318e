//! Sends an invitation: the email with the link. A person has one live invitation; a new one ends the older ones, their
//! links, sessions and offers, in the same transaction.

use super::{
    Fault,
    audit::{Actor, record},
    messages::{self, Message},
    revoke,
};
use crate::{mail::NextKey, state::AppState};
use domain::{
    EmployeeId, IdentityCheckId, IdentityMethod, IdentityOutcome, InvitationId, InvitationState, LinkId, LinkKind,
    Policy, Purpose, RevokeCause, SecretToken, Timestamp,
};
use rand::CryptoRng;
use sea_orm::DatabaseTransaction;
use store::{ConnectionTrait, employees::Employee, identity_checks::IdentityCheck};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What the invitation is for.
    pub purpose: Purpose,
    /// Which email carries the link.
    pub mail: LinkKind,
    /// The phone is lost or stolen: the old key stops working now, not when the new one is added.
    pub lost: bool,
}

/// Why no invitation is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotInvited {
    /// The person does not work here any more.
    #[error("this employee is not active")]
    NotActive,
    /// A first invitation for a person who has a key, live or suspended. From an officer: for a person who ever had one.
    #[error("this employee has an access key already; use --replace to send a new one")]
    HasKey,
    /// Nobody has confirmed the identity.
    #[error("nobody has confirmed the identity of this employee")]
    NotConfirmed,
    /// The contact details were changed lately; invitations wait until then.
    #[error("the contact details of this employee were changed lately")]
    OnHold(Timestamp),
}

/// What is to be woken once the transaction is committed.
#[derive(Debug)]
pub struct Sent {
    /// The invitation.
    pub id: InvitationId,
    older: Vec<InvitationId>,
}

impl Sent {
    /// Wakes pages that wait, and the outbox.
    pub fn wake(&self, state: &AppState) {
        self.older.iter().for_each(|invitation| state.live.moved(invitation));
        state.live.message_waits();
    }
}

/// Invites an employee.
///
/// # Errors
/// When the database refuses; no invitation exists then, and the earlier one stands.
pub async fn invite(
    state: &AppState,
    employee: &Employee,
    wanted: Wanted,
    actor: Actor<'_>,
) -> Result<Result<InvitationId, NotInvited>, Fault> {
    let mut rng = state.random.generator()?;
    let tx = begin(state, &employee.id).await?;
    let employee = store::employees::by_id(&tx, &employee.id).await?.ok_or(Fault::Missing("employee"))?;
    match send(&tx, state, &mut rng, &employee, wanted, actor).await? {
        Ok(sent) => {
            tx.commit().await?;
            sent.wake(state);
            Ok(Ok(sent.id))
        }
        Err(why) => {
            tx.rollback().await?;
            Ok(Err(why))
        }
    }
}

/// Why this person cannot be invited now, if so. Reads only. Whoever runs the command line answers for identity and contact
/// details.
///
/// # Errors
/// When the database does not answer.
pub async fn refusal(
    conn: &impl ConnectionTrait,
    employee: &Employee,
    purpose: Purpose,
    actor: Actor<'_>,
    now: Timestamp,
) -> Result<Option<NotInvited>, Fault> {
    let by_officer = actor.officer().is_some();
    let hold = employee.contact_hold_until.filter(|until| now < *until);
    Ok(match hold {
        _ if !employee.active => Some(NotInvited::NotActive),
        _ if by_officer && employee.identity_confirmed_at.is_none() => Some(NotInvited::NotConfirmed),
        _ if purpose == Purpose::First && is_past_first(conn, employee, by_officer).await? => Some(NotInvited::HasKey),
        Some(until) if by_officer => Some(NotInvited::OnHold(until)),
        _ => None,
    })
}

/// A first invitation is too late. Officers provide everybody who ever had a key with a new one in its place, revoked or
/// not: that way asks for more, such as a second officer.
async fn is_past_first(conn: &impl ConnectionTrait, employee: &Employee, by_officer: bool) -> Result<bool, Fault> {
    if by_officer {
        return Ok(!store::keys::of_employee(conn, &employee.id).await?.is_empty());
    }
    Ok(store::keys::held_of(conn, &employee.id).await?.is_some())
}

/// Invites a person inside a transaction from [`begin`], in which they were read.
///
/// # Errors
/// When the database refuses; nobody may be invited then.
pub(super) async fn send(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    wanted: Wanted,
    actor: Actor<'_>,
) -> Result<Result<Sent, NotInvited>, Fault> {
    let now = state.clock.now();
    if let Some(why) = refusal(conn, employee, wanted.purpose, actor, now).await? {
        return Ok(Err(why));
    }
    if employee.identity_confirmed_at.is_none() {
        answer_for_identity(conn, rng, employee, now).await?;
    }
    if wanted.lost
        && let Some(key) = store::keys::held_of(conn, &employee.id).await?
    {
        let reason = "The phone was lost or stolen.";
        let why = revoke::Why { cause: RevokeCause::Revoked, reason: Some(reason), actor };
        if revoke::revoke_key(conn, rng, &key, why, now).await? {
            revoke::tell(conn, state, rng, employee, reason, NextKey::Sent).await?;
        }
    }
    let older = end_all(conn, &employee.id, InvitationState::Replaced, now).await?;

    let (id, token) = (InvitationId::new(rng), SecretToken::new(rng));
    let expires_at = now + Policy::span(state.settings.policy.invitation_seconds);
    store::invitations::insert(conn, id.clone(), &employee.id, wanted.purpose, "en", now, expires_at).await?;
    store::invitations::insert_link(conn, LinkId::new(rng), &id, token.hash(), wanted.mail, now).await?;
    let link = state.settings.url(&format!("/k/{}", token.reveal()));
    let message = match (wanted.mail, wanted.purpose) {
        (LinkKind::LogIn, _) => Message::LogIn { link: &link, expires_at },
        (LinkKind::Download | LinkKind::Reminder, Purpose::First) => Message::DownloadKey { link: &link, expires_at },
        (LinkKind::Download | LinkKind::Reminder, Purpose::Replace) => {
            Message::NewKey { link: &link, expires_at, lost: wanted.lost }
        }
    };
    messages::queue(conn, state, rng, employee, message, Some(expires_at)).await?;
    store::key_requests::handle(conn, &employee.id, now).await?;
    store::approvals::withdraw_all_of(conn, &employee.id, now).await?;
    if wanted.purpose == Purpose::Replace {
        messages::queue(conn, state, rng, employee, Message::NewKeyText, None).await?;
    }
    record(conn, now, actor, "invited", &employee.id, Some(&id)).await?;
    store::standing::refresh(conn, &employee.id).await?;
    Ok(Ok(Sent { id, older }))
}

/// Notes that whoever runs the command line answers for an identity, so that the record says who does.
async fn answer_for_identity(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    now: Timestamp,
) -> Result<(), Fault> {
    let check = IdentityCheck {
        id: IdentityCheckId::new(rng),
        employee_id: employee.id.clone(),
        outcome: IdentityOutcome::Confirmed,
        method: IdentityMethod::CommandLine,
        note: None,
        officer_id: None,
        at: now,
    };
    Ok(store::identity_checks::record(conn, check).await?)
}

/// Ends every invitation of a person inside a transaction from [`begin`], with their sessions, codes, offers and tokens, and
/// takes back what has not been sent of them.
/// Names them, so that pages that wait can be woken once it is committed.
///
/// # Errors
/// When the database refuses.
pub(super) async fn end_all(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    to: InvitationState,
    now: Timestamp,
) -> Result<Vec<InvitationId>, Fault> {
    let open = store::invitations::open_of(conn, employee).await?;
    for invitation in &open {
        store::sessions::end_all(conn, &invitation.id, None, now).await?;
        store::codes::replace_all(conn, &invitation.id, now).await?;
        store::offers::end_all(conn, &invitation.id, &[], now).await?;
    }
    store::tokens::revoke_all_of(conn, employee, now).await?;
    store::invitations::close_all_of(conn, employee, to, now).await?;
    store::outbox::withdraw(conn, employee, &messages::OF_AN_INVITATION).await?;
    store::standing::refresh(conn, employee).await?;
    Ok(open.into_iter().map(|invitation| invitation.id).collect())
}

/// Begins a transaction in which nothing else happens to a person.
///
/// # Errors
/// When the database refuses.
pub async fn begin(state: &AppState, employee: &EmployeeId) -> Result<DatabaseTransaction, Fault> {
    loop {
        let tx = store::connect::begin(&state.db).await?;
        if hold_newest(&tx, employee).await? {
            return Ok(tx);
        }
        tx.rollback().await?;
    }
}

/// Does the same inside a transaction that has begun: for acts on many people at once.
///
/// # Errors
/// When the database refuses.
pub(super) async fn hold(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<(), Fault> {
    while !hold_newest(conn, employee).await? {}
    Ok(())
}

/// Takes the row by which everything of a person is serialised: that of the newest invitation, or the person's own while
/// there is none. False if another invitation was sent while this one waited: then that is the newest, and the caller
/// begins again.
async fn hold_newest(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<bool, Fault> {
    let newest = store::invitations::newest_of(conn, employee).await?;
    match &newest {
        Some(newest) => store::invitations::hold(conn, &newest.id).await?,
        // Every other flow takes the person's row after an invitation's; here there is none to wait for.
        None => store::employees::hold(conn, employee).await?,
    }
    let now = store::invitations::newest_of(conn, employee).await?;
    Ok(now.map(|now| now.id) == newest.map(|newest| newest.id))
}
