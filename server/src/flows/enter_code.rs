//! Checks a security code. A try is counted and committed before the code is compared, in conditional UPDATEs, so that
//! neither replicas nor races can add tries; if it cannot be counted, nothing is compared.

use super::{
    Fault,
    audit::{Actor, record},
    code_hash,
    messages::{self, HrMessage, Message},
    offer,
    press::Outcome,
    send_code::{is_dead, keep},
    slow_hash::SlowHash,
    visit::{Cookies, Journey, Visit, find, find_just_verified},
};
use crate::state::AppState;
use contract::page::{CodeProblem, NewCodeReason};
use domain::{
    CodeFormat, Duration, InvitationState, MessageKind, Policy, SecretToken, SecurityCode, SessionState, Timestamp,
};
use rand::CryptoRng;
use store::{codes::Code, employees::Counted, sessions::FlowSession};

/// A second press with the old cookie counts as the same press for so long.
const SAME_PRESS: Duration = Duration::seconds(30);

/// Checks what was typed. `Some` is the new secret of a session that is now verified.
///
/// # Errors
/// When the database refuses; the code then counts as not entered.
pub async fn enter_code(state: &AppState, cookies: &Cookies, typed: &str) -> Result<Option<SecretToken>, Fault> {
    let now = state.clock.now();
    let (journey, session) = match find(state, cookies).await? {
        Visit::Session(journey, session) if session.state == SessionState::Opened => (*journey, *session),
        Visit::Session(..) => return Ok(None),
        // Under an old cookie, or none; an email that was opened again in between makes no difference.
        Visit::Link(_) | Visit::Closed(_) => match SecurityCode::parse(typed) {
            Ok(typed) => return again(state, cookies, &typed, now).await,
            Err(_) => return Ok(None),
        },
    };
    let typed = match SecurityCode::parse(typed) {
        Ok(code) => code,
        Err(CodeFormat::Empty) => return refuse(state, &session, CodeProblem::Empty, now).await,
        Err(CodeFormat::NotSixDigits) => return refuse(state, &session, CodeProblem::Format, now).await,
    };
    let Some(code) = store::codes::newest(&state.db, &journey.invitation.id).await? else { return Ok(None) };
    if now >= code.expires_at {
        return refuse(state, &session, CodeProblem::Expired, now).await;
    }
    if let Some(outcome) = count(state, &journey, &code, now).await? {
        keep(&state.db, &session, &outcome, now).await?;
        return Ok(None);
    }
    let stored = SlowHash { text: code.hash.clone(), pepper_id: code.pepper_id.clone() };
    if code_hash::matches(state, &typed, &journey.invitation.id, &stored).await? {
        match right(state, &journey, &session, &code, now).await? {
            Some(secret) => Ok(Some(secret)),
            // The same press at the same moment has won: its answer may be the one that is lost.
            None => again(state, cookies, &typed, now).await,
        }
    } else {
        wrong(state, &journey, &session, &code, now).await
    }
}

async fn refuse(
    state: &AppState,
    session: &FlowSession,
    problem: CodeProblem,
    now: Timestamp,
) -> Result<Option<SecretToken>, Fault> {
    keep(&state.db, session, &Outcome::CodeRefused(problem), now).await?;
    Ok(None)
}

/// Counts a try, at the invitation, the person and the code; `Some` says which of them allows no more.
async fn count(state: &AppState, journey: &Journey, code: &Code, now: Timestamp) -> Result<Option<Outcome>, Fault> {
    let policy = &state.settings.policy;
    let (invitation, employee) = (&journey.invitation.id, &journey.employee.id);
    let mut rng = state.random.generator()?;
    let tx = store::connect::begin(&state.db).await?;
    if !store::invitations::count_try(&tx, invitation, policy.tries_per_invitation, now).await? {
        // Closed by HR since it was read, or every try is used: the page of that state answers.
        let counted = super::visit::journey(&tx, invitation).await?;
        if u32::try_from(counted.invitation.tries).unwrap_or(u32::MAX) >= policy.tries_per_invitation {
            lock(&tx, state, &mut rng, &counted, now).await?;
        }
        tx.commit().await?;
        return Ok(Some(Outcome::CodeSent));
    }
    let try_id = domain::CodeId::new(&mut rng).as_str().to_owned();
    if let Counted::LockedUntil(until) =
        store::employees::count_try(&tx, employee, try_id, policy.tries_per_person_day, now).await?
    {
        tx.rollback().await?;
        return Ok(Some(Outcome::NoCodeNow { why: NewCodeReason::PersonLocked, from: Some(until) }));
    }
    if !store::codes::count_try(&tx, &code.id, policy.tries_per_code, now).await? {
        tx.rollback().await?;
        let newest = store::codes::newest(&state.db, invitation).await?;
        let dead = newest.is_some_and(|code| is_dead(&code, policy));
        return Ok(Some(match dead {
            true => Outcome::NoCodeNow { why: NewCodeReason::TooManyTries, from: None },
            // Used or replaced a moment ago.
            false => Outcome::CodeRefused(CodeProblem::Wrong { tries_left: None }),
        }));
    }
    tx.commit().await?;
    Ok(None)
}

async fn right(
    state: &AppState,
    journey: &Journey,
    session: &FlowSession,
    code: &Code,
    now: Timestamp,
) -> Result<Option<SecretToken>, Fault> {
    let mut rng = state.random.generator()?;
    let invitation = &journey.invitation.id;
    let secret = SecretToken::new(&mut rng);
    let tx = store::connect::begin(&state.db).await?;
    let won = store::invitations::hold_live(&tx, invitation, now).await?
        && store::codes::use_up(&tx, &code.id, now).await?
        && store::sessions::verify(&tx, &session.id, secret.hash(), now).await?;
    if !won {
        tx.rollback().await?;
        return Ok(None);
    }
    store::sessions::end_all(&tx, invitation, Some(&session.id), now).await?;
    // The person has the code: a text that may have gone is not sent once more.
    let codes = [MessageKind::SecurityCode, MessageKind::TransactionCode];
    store::outbox::withdraw(&tx, &journey.employee.id, &codes).await?;
    // A wallet that stopped half way with an offer of another browser does not get to finish.
    store::tokens::revoke_all_of(&tx, &journey.employee.id, now).await?;
    record(&tx, now, Actor::Employee, "code-right", &journey.employee.id, Some(invitation)).await?;
    offer::make(&tx, state, &mut rng, journey, session, offer::Renewal::Fresh, now).await?;
    tx.commit().await?;
    state.live.moved(invitation);
    state.live.message_waits();
    Ok(Some(secret))
}

async fn wrong(
    state: &AppState,
    journey: &Journey,
    session: &FlowSession,
    code: &Code,
    now: Timestamp,
) -> Result<Option<SecretToken>, Fault> {
    let policy = &state.settings.policy;
    let mut rng = state.random.generator()?;
    let invitation = &journey.invitation.id;
    let tx = store::connect::begin(&state.db).await?;
    store::invitations::hold(&tx, invitation).await?;
    let counted = super::visit::journey(&tx, invitation).await?;
    let code = store::codes::newest(&tx, invitation).await?.filter(|newest| newest.id == code.id);
    record(&tx, now, Actor::Employee, "code-wrong", &journey.employee.id, Some(invitation)).await?;
    if used_up(&counted, policy) {
        lock(&tx, state, &mut rng, &counted, now).await?;
    }
    if let Some(until) =
        store::employees::locked_until(&tx, &journey.employee.id, policy.tries_per_person_day, now).await?
        && store::employees::note_lock(&tx, &journey.employee.id, until, now).await?
    {
        record(&tx, now, Actor::System, "person-locked", &journey.employee.id, Some(invitation)).await?;
        messages::queue(&tx, state, &mut rng, &journey.employee, Message::PersonLocked { until }, None).await?;
        messages::queue_to_hr(&tx, state, &mut rng, &journey.employee, HrMessage::PersonLocked { until }).await?;
    }
    let outcome = match &code {
        Some(code) if is_dead(code, policy) => Outcome::NoCodeNow { why: NewCodeReason::TooManyTries, from: None },
        Some(code) => {
            let left = policy.tries_per_code.saturating_sub(u32::try_from(code.tries).unwrap_or_default());
            Outcome::CodeRefused(CodeProblem::Wrong { tries_left: (left <= 2).then_some(left) })
        }
        None => Outcome::CodeRefused(CodeProblem::Wrong { tries_left: None }),
    };
    keep(&tx, session, &outcome, now).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(None)
}

fn used_up(journey: &Journey, policy: &Policy) -> bool {
    u32::try_from(journey.invitation.tries).unwrap_or(u32::MAX) >= policy.tries_per_invitation
}

/// Too many wrong codes for one invitation: from now on only HR helps, and HR is told.
async fn lock(
    conn: &impl store::ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    journey: &Journey,
    now: Timestamp,
) -> Result<(), Fault> {
    let invitation = &journey.invitation.id;
    if store::invitations::become_(conn, invitation, InvitationState::Locked, now).await? {
        store::sessions::end_all(conn, invitation, None, now).await?;
        store::codes::replace_all(conn, invitation, now).await?;
        store::outbox::withdraw(conn, &journey.employee.id, &messages::OF_AN_INVITATION).await?;
        record(conn, now, Actor::System, "invitation-locked", &journey.employee.id, Some(invitation)).await?;
        messages::queue_to_hr(conn, state, rng, &journey.employee, HrMessage::InvitationLocked).await?;
    }
    Ok(())
}

/// The same press once more: the answer to the first was lost on the way, and with it the new cookie. The code has to
/// be right again, and the try counts.
async fn again(
    state: &AppState,
    cookies: &Cookies,
    typed: &SecurityCode,
    now: Timestamp,
) -> Result<Option<SecretToken>, Fault> {
    let Some((journey, session)) = find_just_verified(state, cookies, now - SAME_PRESS).await? else { return Ok(None) };
    let Some(code) = store::codes::newest(&state.db, &journey.invitation.id).await? else { return Ok(None) };
    let policy = &state.settings.policy;
    if code.used_at.is_none()
        || !store::invitations::count_try(&state.db, &journey.invitation.id, policy.tries_per_invitation, now).await?
    {
        return Ok(None);
    }
    let stored = SlowHash { text: code.hash, pepper_id: code.pepper_id };
    if !code_hash::matches(state, typed, &journey.invitation.id, &stored).await? {
        return Ok(None);
    }
    let secret = SecretToken::new(&mut state.random.generator()?);
    Ok(store::sessions::rotate(&state.db, &session.id, secret.hash()).await?.then_some(secret))
}
