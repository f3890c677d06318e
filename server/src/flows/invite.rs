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
    EmployeeId, InvitationId, InvitationState, LinkId, LinkKind, Policy, Purpose, RevokeCause, SecretToken, Timestamp,
};
use sea_orm::DatabaseTransaction;
use store::{ConnectionTrait, employees::Employee};

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
    /// A first invitation for a person who has a live key.
    #[error("this employee has an access key already; use --replace to send a new one")]
    HasKey,
}

/// Invites an employee.
///
/// # Errors
/// When the database refuses; no invitation exists then, and the earlier one stands.
pub async fn invite(
    state: &AppState,
    employee: &Employee,
    wanted: Wanted,
    actor: Actor,
) -> Result<Result<InvitationId, NotInvited>, Fault> {
    if !employee.active {
        return Ok(Err(NotInvited::NotActive));
    }
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = begin(state, &employee.id).await?;
    let live = store::keys::live_of(&tx, &employee.id).await?;
    match (&live, wanted.purpose) {
        (Some(_), Purpose::First) => {
            tx.rollback().await?;
            return Ok(Err(NotInvited::HasKey));
        }
        (Some(key), Purpose::Replace) if wanted.lost => {
            let reason = "The phone was lost or stolen.";
            let why = revoke::Why { cause: RevokeCause::Revoked, reason: Some(reason), actor };
            if revoke::revoke_key(&tx, &mut rng, key, why, now).await? {
                revoke::tell(&tx, state, &mut rng, employee, reason, NextKey::Sent).await?;
            }
        }
        _ => {}
    }
    let older = end_all(&tx, &employee.id, InvitationState::Replaced, now).await?;

    let (id, token) = (InvitationId::new(&mut rng), SecretToken::new(&mut rng));
    let expires_at = now + Policy::span(state.settings.policy.invitation_seconds);
    store::invitations::insert(&tx, id.clone(), &employee.id, wanted.purpose, "en", now, expires_at).await?;
    store::invitations::insert_link(&tx, LinkId::new(&mut rng), &id, token.hash(), wanted.mail, now).await?;
    let link = state.settings.url(&format!("/k/{}", token.reveal()));
    let message = match (wanted.mail, wanted.purpose) {
        (LinkKind::LogIn, _) => Message::LogIn { link: &link, expires_at },
        (LinkKind::Download, Purpose::First) => Message::DownloadKey { link: &link, expires_at },
        (LinkKind::Download, Purpose::Replace) => Message::NewKey { link: &link, expires_at, lost: wanted.lost },
    };
    messages::queue(&tx, state, &mut rng, employee, message, Some(expires_at)).await?;
    store::key_requests::handle(&tx, &employee.id, now).await?;
    if wanted.purpose == Purpose::Replace {
        messages::queue(&tx, state, &mut rng, employee, Message::NewKeyText, None).await?;
    }
    record(&tx, now, actor, "invited", &employee.id, Some(&id)).await?;
    tx.commit().await?;
    older.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(Ok(id))
}

/// Ends every invitation of a person inside a transaction from [`begin`], with their sessions, codes, offers and tokens.
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
