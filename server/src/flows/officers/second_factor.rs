//! The second step of an officer's log in: a code of the authenticator app, or a recovery code in its place.

use super::{
    authenticator,
    known_browser::Mark,
    recovery, tell,
    tries::{self, Counted, Subject, Try},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    mail::OfficerNews,
    state::AppState,
};
use domain::{Duration, SecretToken, SecurityCode, Timestamp};
use serde_json::json;
use store::{DatabaseConnection, officer_sessions::OfficerSession, officers::Officer};

/// How long somebody who has shown the password may take for the second factor.
pub const HALF_WAY: Duration = Duration::minutes(10);
/// Wrong codes until the session ends.
pub const TRIES: i32 = 5;

/// Somebody who has shown the password.
#[derive(Clone, Debug)]
pub struct HalfWay {
    /// Who.
    pub officer: Officer,
    /// Where.
    pub session: OfficerSession,
}

/// What somebody shows.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// A code of the authenticator app.
    Code(&'a SecurityCode),
    /// What may be a recovery code.
    Recovery(&'a str),
}

/// What came of it.
pub enum Answer {
    /// Logged in, in a session with this secret, and the browser is known from now on.
    In(SecretToken, Mark),
    /// Wrong, or used before.
    Wrong,
    /// Too much was tried; not before then.
    Wait(Timestamp),
    /// There is no such session any more: too late, or too many tries.
    Over,
}

/// Who has shown the password in a browser with this cookie. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, cookie: Option<&SecretToken>) -> Result<Option<HalfWay>, Fault> {
    let Some(cookie) = cookie else { return Ok(None) };
    let Some(session) = store::officer_sessions::by_hash(&state.db, &cookie.hash()).await? else { return Ok(None) };
    let off = !state.settings.officers.passwords();
    let over = off || session.ended_at.is_some() || session.logged_in_at.is_some();
    if over || state.clock.now() >= session.created_at + HALF_WAY {
        return Ok(None);
    }
    let officer = store::officers::by_id(&state.db, &session.officer_id).await?.ok_or(Fault::Missing("officer"))?;
    Ok(officer.active.then_some(HalfWay { officer, session }))
}

/// Checks the second factor and logs in.
///
/// # Errors
/// When the database refuses; nobody is logged in then.
pub async fn log_in(state: &AppState, cookie: Option<&SecretToken>, given: Given<'_>) -> Result<Answer, Fault> {
    let Some(HalfWay { officer, session }) = look(state, cookie).await? else { return Ok(Answer::Over) };
    let counted = match count(state, &officer, &session).await? {
        Count::Go(counted) => counted,
        Count::Wait(until) => return Ok(Answer::Wait(until)),
        Count::Over => return Ok(Answer::Over),
    };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let Some(proof) = read(state, &officer, given, now) else { return wrong(state, &officer, &session).await };
    let (secret, mark) = (SecretToken::new(&mut rng), Mark::new(state, &mut rng, &officer.email)?);
    let tx = store::connect::begin(&state.db).await?;
    if !proof.use_up(&tx, &officer, now).await? {
        tx.rollback().await?;
        return wrong(state, &officer, &session).await;
    }
    if !store::officer_sessions::log_in(&tx, &session.id, secret.hash(), now).await? {
        tx.rollback().await?;
        return Ok(Answer::Over);
    }
    counted.was_right(&tx).await?;
    let by = Actor::Officer(&officer.id);
    if let Proof::Recovery(_) = proof {
        record_of_officer(&tx, now, by, "officer-recovery-code-used", None).await?;
        tell::news(&tx, state, &mut rng, &officer, OfficerNews::RecoveryCodeUsed).await?;
    }
    record_of_officer(&tx, now, by, "officer-logged-in", None).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(Answer::In(secret, mark))
}

/// What came of counting a try at the second factor.
enum Count {
    /// Something may be compared.
    Go(Try),
    /// Nothing may be compared until then.
    Wait(Timestamp),
    /// The session has ended.
    Over,
}

/// Counts a try, for the officer and for the session.
async fn count(state: &AppState, officer: &Officer, session: &OfficerSession) -> Result<Count, Fault> {
    let mut rng = state.random.generator()?;
    let counted = match tries::count(state, &mut rng, Subject::Codes(&officer.id)).await? {
        Counted::Go(counted) => counted,
        Counted::Wait(until) => return Ok(Count::Wait(until)),
    };
    Ok(if count_for(state, session).await? { Count::Go(counted) } else { Count::Over })
}

/// Counts a try for the session alone; false if it has ended.
pub(super) async fn count_for(state: &AppState, session: &OfficerSession) -> Result<bool, Fault> {
    Ok(store::officer_sessions::count_try(&state.db, &session.id, TRIES).await?)
}

/// A second factor that would be right if it was not used before.
pub(super) enum Proof {
    Step(i64),
    Recovery(domain::TokenHash),
}

/// Reads what somebody shows.
pub(super) fn read(state: &AppState, officer: &Officer, given: Given<'_>, now: Timestamp) -> Option<Proof> {
    match given {
        Given::Code(code) => authenticator::stored(state, officer)?.step_of(code, now).map(Proof::Step),
        Given::Recovery(typed) => recovery::read(&officer.id, typed).map(Proof::Recovery),
    }
}

impl Proof {
    /// Uses it up; false if it was wrong or used before.
    pub(super) async fn use_up(
        &self,
        conn: &impl store::ConnectionTrait,
        officer: &Officer,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        Ok(match self {
            Self::Step(step) => store::officers::use_step(conn, &officer.id, *step).await?,
            Self::Recovery(hash) => store::recovery_codes::use_up(conn, &officer.id, hash.clone(), now).await?,
        })
    }
}

/// A wrong code. The last one that is allowed ends the session, and the officer is told: somebody has got that far.
async fn wrong(state: &AppState, officer: &Officer, session: &OfficerSession) -> Result<Answer, Fault> {
    Ok(if end_if_tried(&state.db, state, officer, session).await? { Answer::Over } else { Answer::Wrong })
}

/// Ends a session in which too many codes were wrong; true then.
pub(super) async fn end_if_tried(
    db: &DatabaseConnection,
    state: &AppState,
    officer: &Officer,
    session: &OfficerSession,
) -> Result<bool, Fault> {
    tracing::info!("an officer's second factor was refused");
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(db).await?;
    let ended = store::officer_sessions::end_tried(&tx, &session.id, TRIES, now).await?;
    if ended {
        let detail = json!({ "officer": officer.id.as_str() });
        record_of_officer(&tx, now, Actor::System, "officer-codes-wrong", Some(detail)).await?;
        tell::news(&tx, state, &mut rng, officer, OfficerNews::CodesWrong).await?;
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(ended)
}
