//! Which officer is logged in in this browser? Read anew for each request: a session holds while nobody has ended it, within
//! its idle and its longest time, and while the officer may log in.

use crate::{flows::Fault, state::AppState};
use domain::{Duration, OfficerWay, Policy, SecretToken, Timestamp};
use store::{officer_sessions::OfficerSession, officers::Officer};

/// How much of the time for which a second factor is fresh is left, at least, when a form is opened that needs it.
const TIME_TO_FILL_IN: Duration = Duration::seconds(180);

/// An officer who is logged in.
#[derive(Clone, Debug)]
pub struct OnDuty {
    /// Who.
    pub officer: Officer,
    /// Where.
    pub session: OfficerSession,
}

/// A browser at the door of the console.
#[derive(Clone, Debug)]
pub enum AtDesk {
    /// It may come in.
    On(Box<OnDuty>),
    /// Nobody is logged in here.
    Out,
}

/// Who is logged in in a browser with this cookie. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, cookie: Option<&SecretToken>) -> Result<AtDesk, Fault> {
    let Some(token) = cookie else { return Ok(AtDesk::Out) };
    let Some(session) = store::officer_sessions::by_hash(&state.db, &token.hash()).await? else {
        return Ok(AtDesk::Out);
    };
    // Passwords may have been turned off since.
    let off = session.way == OfficerWay::Password && !state.settings.officers.passwords();
    let over = off
        || session.ended_at.is_some()
        || session.logged_in_at.is_none()
        || state.clock.now() >= ends_at(&session, &state.settings.policy);
    if over {
        return Ok(AtDesk::Out);
    }
    let officer = store::officers::by_id(&state.db, &session.officer_id).await?.ok_or(Fault::Missing("officer"))?;
    Ok(if officer.active { AtDesk::On(Box::new(OnDuty { officer, session })) } else { AtDesk::Out })
}

/// When a session ends if nothing is done.
#[must_use]
pub fn ends_at(session: &OfficerSession, policy: &Policy) -> Timestamp {
    let idle = session.seen_at + Policy::span(policy.officer_idle_seconds);
    idle.min(session.logged_in_at.unwrap_or(session.created_at) + Policy::span(policy.officer_seconds))
}

/// Whether the second factor was shown lately enough; with time left to fill in a form, if one is only being opened.
#[must_use]
pub fn is_fresh(state: &AppState, on: &OnDuty, opening: bool) -> bool {
    let span = Policy::span(state.settings.policy.officer_fresh_seconds);
    let left = if opening {
        Duration::millis(TIME_TO_FILL_IN.as_millis().min(span.as_millis() / 2))
    } else {
        Duration::millis(0)
    };
    on.session.fresh_at.is_some_and(|at| state.clock.now() + left < at + span)
}

/// Notes that a session is used: its idle time begins anew, written once in a thirtieth of it at most.
///
/// # Errors
/// When the database refuses.
pub async fn seen(state: &AppState, on: &mut OnDuty) -> Result<(), Fault> {
    let now = state.clock.now();
    let since = now - Duration::seconds(i64::from(state.settings.policy.officer_idle_seconds / 30));
    if on.session.seen_at <= since && store::officer_sessions::touch(&state.db, &on.session.id, since, now).await? {
        on.session.seen_at = now;
    }
    Ok(())
}
