//! `Provide new access key`: an invitation to a key in place of another. Lately after the contact details were changed, a
//! second officer has to agree first, where the settings want two.

use super::{
    approvals,
    invite::is_open,
    person::{self, ActError, NotPossible},
};
use crate::{
    flows::{
        Fault,
        audit::record_more,
        invite::{self, NotInvited, Sent, Wanted},
        officers::on_duty::OnDuty,
    },
    state::AppState,
};
use domain::{EmployeeId, InvitationId, KeyWish, LinkKind, Policy, Purpose, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee};

/// What the page says before it is done.
#[derive(Clone, Debug)]
pub struct Before {
    /// Who.
    pub employee: Employee,
    /// The newest invitation, in whatever state: a press counts only while it is the newest.
    pub after: Option<InvitationId>,
    /// An invitation is open, whose link would stop working.
    pub open: bool,
    /// The person holds a key that would stop working.
    pub has_key: bool,
    /// That key is suspended: the new one would not be.
    pub suspended: bool,
    /// A second officer has to agree.
    pub needs_second: bool,
    /// When a link that is sent now would stop working.
    pub expires_at: Timestamp,
    /// Why the person asked for one, if they did.
    pub wish: Option<KeyWish>,
}

/// What a press came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provided {
    /// The invitation is sent.
    Sent,
    /// A second officer is asked.
    Asked,
}

/// Looks whether a person can get a new key. Reads only.
///
/// # Errors
/// See [`ActError`].
pub async fn look(state: &AppState, on: &OnDuty, id: &EmployeeId) -> Result<Before, ActError> {
    let now = state.clock.now();
    let employee = person::find(&state.db, on, id).await?;
    let needs_second = needs_second(state, &employee, now);
    may_have(&state.db, &employee, on, needs_second, now).await?;
    let newest = store::invitations::newest_of(&state.db, id).await?;
    let held = store::keys::held_of(&state.db, id).await?;
    Ok(Before {
        open: newest.as_ref().is_some_and(|newest| is_open(newest, now)),
        after: newest.map(|newest| newest.id),
        has_key: held.is_some(),
        suspended: held.is_some_and(|key| key.state == domain::KeyState::Suspended),
        needs_second,
        expires_at: now + Policy::span(state.settings.policy.invitation_seconds),
        wish: store::key_requests::open_of(&state.db, id).await?.map(|wish| wish.reason),
        employee,
    })
}

/// Provides a new key, or asks a second officer. Nothing if another invitation was sent since the page was shown.
///
/// # Errors
/// See [`ActError`]; nothing is sent then.
pub async fn provide(
    state: &AppState,
    on: &OnDuty,
    id: &EmployeeId,
    wish: KeyWish,
    after: Option<&InvitationId>,
) -> Result<Provided, ActError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let (tx, employee) = person::begin(state, on, id).await?;
    if store::invitations::newest_of(&tx, id).await?.map(|newest| newest.id).as_ref() != after {
        return Ok(Provided::Sent);
    }
    let needs_second = needs_second(state, &employee, now);
    may_have(&tx, &employee, on, needs_second, now).await?;
    if needs_second {
        approvals::ask(&tx, &mut rng, on, &employee, approvals::Question::NewKey { wish }, now).await?;
        tx.commit().await?;
        return Ok(Provided::Asked);
    }
    let sent = send(&tx, state, &mut rng, on, &employee, wish).await?;
    tx.commit().await?;
    sent.wake(state);
    Ok(Provided::Sent)
}

/// Sends the invitation inside a transaction from [`person::begin`].
pub(super) async fn send(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    on: &OnDuty,
    employee: &Employee,
    wish: KeyWish,
) -> Result<Sent, ActError> {
    let wanted = Wanted { purpose: Purpose::Replace, mail: LinkKind::Download, lost: wish == KeyWish::LostPhone };
    let sent = invite::send(conn, state, rng, employee, wanted, person::actor(on)).await??;
    let why = serde_json::json!({ "reason": wish });
    record_more(conn, state.clock.now(), person::actor(on), "new-key-provided", &employee.id, Some(&sent.id), why)
        .await?;
    Ok(sent)
}

/// Whether the contact details were changed so lately that two officers are needed.
fn needs_second(state: &AppState, employee: &Employee, now: Timestamp) -> bool {
    let watch = Policy::span(state.settings.policy.contact_watch_seconds);
    state.settings.hr.second_officer && employee.contact_changed_at.is_some_and(|at| now < at + watch)
}

async fn may_have(
    conn: &impl ConnectionTrait,
    employee: &Employee,
    on: &OnDuty,
    needs_second: bool,
    now: Timestamp,
) -> Result<(), ActError> {
    match invite::refusal(conn, employee, Purpose::Replace, person::actor(on), now).await? {
        // Who agrees to the key agrees to the contact details too.
        Some(NotInvited::OnHold(_)) if needs_second => {}
        Some(why) => return Err(why.into()),
        None => {}
    }
    if store::keys::of_employee(conn, &employee.id).await?.is_empty() {
        return Err(NotPossible::NeverHadKey.into());
    }
    Ok(())
}
