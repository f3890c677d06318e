//! Sends a security code by text, within every limit. All counting happens under the invitation's row, in the
//! transaction that stores the code and its message: presses in parallel are taken one after the other.

use super::{
    Fault,
    audit::{Actor, record},
    code_hash,
    messages::{self, Message},
    press::Outcome,
    visit::{Cookies, Journey, Visit, find},
};
use crate::state::AppState;
use contract::page::NewCodeReason;
use domain::{CodeId, Duration, MessageKind, Policy, SecurityCode, SessionState, Timestamp};
use store::{ConnectionTrait, codes::Code, sessions::FlowSession};

/// Sends a code if the limits allow it. `after` is the number of codes that had been sent when the page was made.
/// What the next page says is kept with the session.
///
/// # Errors
/// When the database refuses; nothing is sent then.
pub async fn send_code(state: &AppState, cookies: &Cookies, after: u32) -> Result<(), Fault> {
    let Visit::Session(journey, session) = find(state, cookies).await? else { return Ok(()) };
    if session.state != SessionState::Opened {
        return Ok(());
    }
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let invitation = &journey.invitation.id;

    // Hashed before the transaction, which holds locks that others wait for.
    let code = SecurityCode::new(&mut rng);
    let hash = code_hash::hash(state, &mut rng, &code, invitation).await?;

    let tx = store::connect::begin(&state.db).await?;
    if !store::invitations::hold_live(&tx, invitation, now).await? {
        return Ok(tx.rollback().await?);
    }
    let outcome = match refusal(&tx, state, &journey, after, now).await? {
        Some(Refusal::Duplicate) => return Ok(tx.rollback().await?),
        Some(Refusal::Says(outcome)) => outcome,
        None if !store::invitations::count_send(&tx, invitation, state.settings.policy.sends_per_invitation, now)
            .await? =>
        {
            Outcome::NoCodeNow { why: NewCodeReason::TooManyCodes, from: None }
        }
        None => {
            let expires_at = now + Policy::span(state.settings.policy.code_seconds);
            store::codes::replace_all(&tx, invitation, now).await?;
            // Texts with the codes before it must not come after this one.
            store::outbox::withdraw(&tx, &journey.employee.id, &[MessageKind::SecurityCode]).await?;
            let row = Code {
                id: CodeId::new(&mut rng),
                invitation_id: invitation.clone(),
                employee_id: journey.employee.id.clone(),
                phone: journey.employee.phone.clone(),
                hash: hash.text,
                pepper_id: hash.pepper_id,
                tries: 0,
                created_at: now,
                expires_at,
                used_at: None,
                replaced_at: None,
            };
            store::codes::insert(&tx, row).await?;
            messages::queue(
                &tx,
                state,
                &mut rng,
                &journey.employee,
                Message::SecurityCode { code: &code },
                Some(expires_at),
            )
            .await?;
            record(&tx, now, Actor::Employee, "code-sent", &journey.employee.id, Some(invitation)).await?;
            if journey.invitation.sends == 0 { Outcome::CodeSent } else { Outcome::CodeSentAgain }
        }
    };
    keep(&tx, &session, &outcome, now).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(())
}

/// Keeps the outcome for the next page.
pub(super) async fn keep(
    conn: &impl ConnectionTrait,
    session: &FlowSession,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(), Fault> {
    Ok(store::sessions::note(conn, &session.id, Some(outcome.store()?), now).await?)
}

enum Refusal {
    /// The same press a second time: the page of the first stands.
    Duplicate,
    /// A limit; the next page says which.
    Says(Outcome),
}

async fn refusal(
    conn: &impl ConnectionTrait,
    state: &AppState,
    journey: &Journey,
    after: u32,
    now: Timestamp,
) -> Result<Option<Refusal>, Fault> {
    let policy = &state.settings.policy;
    let (invitation, employee) = (&journey.invitation, &journey.employee);
    let says = |why, from| Ok(Some(Refusal::Says(Outcome::NoCodeNow { why, from })));

    let newest = store::codes::newest(conn, &invitation.id).await?;
    let sent = u32::try_from(store::codes::count(conn, &invitation.id).await?).unwrap_or(u32::MAX);
    if let Some(until) = store::employees::locked_until(conn, &employee.id, policy.tries_per_person_day, now).await? {
        return says(NewCodeReason::PersonLocked, Some(until));
    }
    if let Some(code) = &newest {
        let again_at = code.created_at + Policy::span(policy.send_pause_seconds);
        let alive = is_alive(code, policy, now);
        if after < sent && alive {
            return Ok(Some(Refusal::Duplicate));
        }
        if now < again_at {
            return match alive {
                true => Ok(Some(Refusal::Says(Outcome::CodeTooFresh))),
                false if is_dead(code, policy) => says(NewCodeReason::TooManyTries, Some(again_at)),
                false => says(NewCodeReason::Used, Some(again_at)),
            };
        }
    }
    store::codes::hold_number(conn, &employee.phone).await?;
    match limit(conn, policy, journey, now).await? {
        Some(from) => says(NewCodeReason::TooManyCodes, from),
        None => Ok(None),
    }
}

/// The limit on codes that holds now, if one does: the time from which a code can be sent again, or `None` in it when only
/// HR helps.
///
/// # Errors
/// When the database does not answer.
pub async fn limit(
    conn: &impl ConnectionTrait,
    policy: &Policy,
    journey: &Journey,
    now: Timestamp,
) -> Result<Option<Option<Timestamp>>, Fault> {
    let invitation =
        store::invitations::by_id(conn, &journey.invitation.id).await?.ok_or(Fault::Missing("invitation"))?;
    if u32::try_from(invitation.sends).unwrap_or(u32::MAX) >= policy.sends_per_invitation {
        return Ok(Some(None));
    }
    let window = Policy::span(policy.send_window_seconds);
    let recent = store::codes::sent_since(conn, &invitation.id, now - window).await?;
    let day = store::codes::sent_to_since(conn, &journey.employee.phone, now - Duration::days(1)).await?;
    let by_window = oldest_of(&recent, policy.sends_per_window).map(|oldest| oldest + window);
    let by_day = oldest_of(&day, policy.sends_per_number_day).map(|oldest| oldest + Duration::days(1));
    Ok(by_window.max(by_day).map(Some))
}

/// The oldest of the newest `limit` times (newest first), if there are that many.
fn oldest_of(times: &[Timestamp], limit: u32) -> Option<Timestamp> {
    usize::try_from(limit).ok()?.checked_sub(1).and_then(|last| times.get(last)).copied()
}

/// Whether a code can still be entered.
#[must_use]
pub fn is_alive(code: &Code, policy: &Policy, now: Timestamp) -> bool {
    code.used_at.is_none() && code.replaced_at.is_none() && now < code.expires_at && !is_dead(code, policy)
}

/// Whether a code was entered wrongly too often.
#[must_use]
pub fn is_dead(code: &Code, policy: &Policy) -> bool {
    u32::try_from(code.tries).unwrap_or(u32::MAX) >= policy.tries_per_code
}
