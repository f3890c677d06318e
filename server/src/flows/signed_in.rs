//! Who is logged in in this browser? Whatever a session depends on is read anew for each request: it holds while nobody
//! has ended it, within its idle and its longest time, while its access key is live and the person works here.

use super::{
    Fault,
    audit::{Actor, record},
};
use crate::state::AppState;
use contract::home::LogInState;
use domain::{Duration, EmployeeId, KeyState, LogOutNoticeId, Policy, RevokeCause, SecretToken, SessionEnd, Timestamp};
use rand::CryptoRng;
use store::{
    ConnectionTrait,
    employees::Employee,
    keys::AccessKey,
    log_in_sessions::{Past, Session},
};

/// The cookies about logging in that a browser sent.
#[derive(Clone, Debug, Default)]
pub struct LogInCookies {
    /// Secret of this browser's attempt to log in.
    pub log_in: Option<SecretToken>,
    /// Secret of the session.
    pub session: Option<SecretToken>,
    /// By which the browser is known when somebody logs in again.
    pub browser: Option<SecretToken>,
    /// The code with which the wallet came back to this browser.
    pub returned: Option<SecretToken>,
}

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Where.
    pub session: Session,
    /// Who.
    pub employee: Employee,
    /// With which key.
    pub key: AccessKey,
}

/// A browser at the door of the pages for people who are logged in.
#[derive(Clone, Debug)]
pub enum AtHome {
    /// It may come in.
    In(Box<SignedIn>),
    /// Nobody is logged in here.
    Out,
    /// Somebody was, and a page says why not any more.
    Over(LogInState),
}

/// Who is logged in, if anybody.
///
/// # Errors
/// When the database does not answer.
pub async fn find(state: &AppState, cookies: &LogInCookies) -> Result<Option<SignedIn>, Fault> {
    Ok(match look(state, cookies).await? {
        AtHome::In(signed_in) => Some(*signed_in),
        AtHome::Out | AtHome::Over(_) => None,
    })
}

/// Who is logged in, or why nobody is. Reads only.
///
/// # Errors
/// When the database does not answer, or a row is missing.
pub async fn look(state: &AppState, cookies: &LogInCookies) -> Result<AtHome, Fault> {
    let Some(token) = &cookies.session else { return Ok(AtHome::Out) };
    match store::log_in_sessions::by_hash(&state.db, &token.hash()).await? {
        Some(session) => of_session(state, &state.db, session).await,
        None => Ok(AtHome::Out),
    }
}

/// Who is logged in in a session, or why nobody is any more. Reads only.
///
/// # Errors
/// When the database does not answer, or a row is missing.
pub async fn of_session(state: &AppState, db: &impl ConnectionTrait, session: Session) -> Result<AtHome, Fault> {
    let now = state.clock.now();
    let over = match session.end_cause {
        // Ended in this browser: whoever comes back knows it.
        Some(SessionEnd::LoggedOut | SessionEnd::Replaced) => Some(AtHome::Out),
        Some(SessionEnd::KeyEnded) => Some(AtHome::Over(key_ended(db, &session, now).await?)),
        Some(SessionEnd::EndedByPerson | SessionEnd::NotMe | SessionEnd::TimeUp) => {
            Some(AtHome::Over(LogInState::SessionOver))
        }
        None if now >= ends_at(&session, &state.settings.policy) => Some(AtHome::Over(LogInState::SessionOver)),
        None => None,
    };
    if let Some(over) = over {
        return Ok(over);
    }
    let key = store::keys::by_id(db, &session.access_key_id).await?.ok_or(Fault::Missing("access key"))?;
    let employee = store::employees::by_id(db, &session.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    if key.state != KeyState::Live || now >= key.expires_at || !employee.active {
        return Ok(AtHome::Over(LogInState::KeyEnded));
    }
    Ok(AtHome::In(Box::new(SignedIn { session, employee, key })))
}

/// What is said of a session that ended with its key.
async fn key_ended(conn: &impl ConnectionTrait, session: &Session, now: Timestamp) -> Result<LogInState, Fault> {
    let key = store::keys::by_id(conn, &session.access_key_id).await?.ok_or(Fault::Missing("access key"))?;
    let employee = store::employees::by_id(conn, &session.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    Ok(match (key.state, key.revoke_cause) {
        (KeyState::Suspended, _) => LogInState::KeySuspended,
        (_, Some(RevokeCause::LostPhone)) => LogInState::LostPhoneReported,
        // It was suspended, and is no longer.
        (KeyState::Live, _) if now < key.expires_at && employee.active => LogInState::SessionOver,
        (KeyState::Live | KeyState::Revoked, Some(RevokeCause::Replaced | RevokeCause::Revoked) | None) => {
            LogInState::KeyEnded
        }
    })
}

/// When a session ends if nothing is done.
#[must_use]
pub fn ends_at(session: &Session, policy: &Policy) -> Timestamp {
    let idle = session.seen_at + Policy::span(policy.log_in_idle_seconds);
    idle.min(session.logged_in_at + Policy::span(policy.log_in_seconds))
}

/// Notes that a session is used: its idle time begins anew, written once in a thirtieth of it at most.
///
/// # Errors
/// When the database refuses.
pub async fn seen(state: &AppState, signed_in: &mut SignedIn) -> Result<(), Fault> {
    let now = state.clock.now();
    let pause = Duration::seconds(i64::from(state.settings.policy.log_in_idle_seconds / 30));
    let since = now - pause;
    if signed_in.session.seen_at <= since
        && store::log_in_sessions::touch(&state.db, &signed_in.session.id, since, now).await?
    {
        signed_in.session.seen_at = now;
    }
    Ok(())
}

/// Ends a session inside a transaction, and lets the portals know that it was carried on to; false if it had ended
/// before.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    session: &Session,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<bool, Fault> {
    let ended = store::log_in_sessions::end(conn, &session.id, cause, now).await?;
    if ended {
        tell(conn, rng, session, cause, now).await?;
    }
    Ok(ended)
}

/// Ends every session that was begun with a key, inside the transaction that ends the key. Whoever ends several sessions
/// of a person holds the person's row first.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_key(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    key: &AccessKey,
    now: Timestamp,
) -> Result<(), Fault> {
    store::employees::hold(conn, &key.employee_id).await?;
    for session in store::log_in_sessions::end_of_key(conn, &key.id, SessionEnd::KeyEnded, now).await? {
        tell(conn, rng, &session, SessionEnd::KeyEnded, now).await?;
    }
    Ok(())
}

/// Ends every session of a person, inside a transaction.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_employee(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    employee: &EmployeeId,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<(), Fault> {
    store::employees::hold(conn, employee).await?;
    for session in store::log_in_sessions::end_of_employee(conn, employee, cause, now).await? {
        tell(conn, rng, &session, cause, now).await?;
    }
    Ok(())
}

/// Ends a session that holds no longer, if it still does not; false otherwise.
///
/// # Errors
/// When the database refuses.
pub async fn end_past(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    session: &Session,
    past: Past,
    now: Timestamp,
) -> Result<bool, Fault> {
    let cause = match past {
        Past::Time { .. } => SessionEnd::TimeUp,
        Past::Key { .. } => SessionEnd::KeyEnded,
    };
    let ended = store::log_in_sessions::end_past(conn, &session.id, past, cause, now).await?;
    if ended {
        tell(conn, rng, session, cause, now).await?;
    }
    Ok(ended)
}

/// What follows from the end of a session.
async fn tell(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    session: &Session,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<(), Fault> {
    let (actor, action) = match cause {
        SessionEnd::LoggedOut => (Actor::Employee, "logged-out"),
        SessionEnd::EndedByPerson => (Actor::Employee, "session-ended"),
        SessionEnd::KeyEnded => (Actor::System, "session-ended-with-key"),
        SessionEnd::NotMe => (Actor::Employee, "session-reported"),
        SessionEnd::Replaced => (Actor::Employee, "session-replaced"),
        SessionEnd::TimeUp => (Actor::System, "session-timed-out"),
    };
    record(conn, now, actor, action, &session.employee_id, None).await?;
    Ok(store::log_out_notices::queue_for_session(conn, &session.id, now, || LogOutNoticeId::new(rng)).await?)
}
