//! An officer's own account: where they are logged in, password, authenticator app, recovery codes. A change of any of the
//! last three ends the officer's other sessions, and the officer is told by email.

use super::{
    authenticator::{self, AppSecret, Shown},
    on_duty::{self, OnDuty},
    password::{Password, WrongPassword},
    recovery,
    set_up::{WrongCode, names, read_code},
    tell,
    tries::{self, Counted, Subject},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    mail::OfficerNews,
    state::AppState,
};
use domain::{OfficerSessionEnd, OfficerSessionId, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, officer_sessions::OfficerSession};

/// What the account page shows beside the officer.
pub struct Account {
    /// Where the officer is logged in, the session used last first.
    pub sessions: Vec<OfficerSession>,
    /// Recovery codes that were not used.
    pub codes_left: u64,
}

/// What the account page shows. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(state: &AppState, on: &OnDuty) -> Result<Account, Fault> {
    let (now, policy) = (state.clock.now(), &state.settings.policy);
    let sessions = store::officer_sessions::of_officer(&state.db, &on.officer.id).await?;
    let sessions = sessions.into_iter().filter(|session| now < on_duty::ends_at(session, policy)).collect();
    Ok(Account { sessions, codes_left: store::recovery_codes::left(&state.db, &on.officer.id).await? })
}

/// Ends another session of the same officer. Any other name ends nothing, and looks the same.
///
/// # Errors
/// When the database refuses; no session is ended then.
pub async fn end_session(state: &AppState, on: &OnDuty, id: &str) -> Result<(), Fault> {
    let (now, officer, id) = (state.clock.now(), &on.officer.id, OfficerSessionId::from(id.to_owned()));
    // PostgreSQL takes no NUL in a text.
    if id == on.session.id || id.as_str().contains('\0') {
        return Ok(());
    }
    let tx = store::connect::begin(&state.db).await?;
    if store::officer_sessions::end(&tx, officer, &id, OfficerSessionEnd::EndedByOfficer, now).await? {
        record_of_officer(&tx, now, Actor::Officer(officer), "officer-session-ended", None).await?;
    }
    Ok(tx.commit().await?)
}

/// What came of a change.
pub enum Changed<T> {
    /// It is changed.
    Done(T),
    /// It is not.
    Refused(NotChanged),
    /// The session, or the officer's access, has ended meanwhile.
    Over,
}

/// Why something was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// The password until now is wrong.
    Current,
    /// Too much was tried; not before then.
    Wait(Timestamp),
    /// The new password cannot be used.
    Password(WrongPassword),
    /// The code of the new app is wrong.
    Code(WrongCode),
}

/// Changes the password.
///
/// # Errors
/// When the database refuses; the earlier password stays then.
pub async fn change_password(state: &AppState, on: &OnDuty, current: &str, new: &str) -> Result<Changed<()>, Fault> {
    let officer = &on.officer;
    let chosen = match Password::chosen(new, officer, &names(state)) {
        Ok(chosen) => chosen,
        Err(wrong) => return Ok(Changed::Refused(NotChanged::Password(wrong))),
    };
    let mut rng = state.random.generator()?;
    let counted = match tries::count(state, &mut rng, Subject::PasswordChange(&officer.id)).await? {
        Counted::Go(counted) => counted,
        Counted::Wait(until) => return Ok(Changed::Refused(NotChanged::Wait(until))),
    };
    if !Password::typed(current).is_of(state, &mut rng, Some(officer)).await? {
        return Ok(Changed::Refused(NotChanged::Current));
    }
    let hash = chosen.hash(state, &mut rng, &officer.id).await?;
    let now = state.clock.now();
    let tx = store::connect::begin(&state.db).await?;
    counted.was_right(&tx).await?;
    if !store::officers::set_password(&tx, &officer.id, &hash.text, &hash.pepper_id, now).await? {
        return Ok(Changed::Over);
    }
    if !after_change(&tx, state, &mut rng, on, "officer-password-changed", OfficerNews::PasswordChanged).await? {
        return Ok(Changed::Over);
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(Changed::Done(()))
}

/// How the secret of a new authenticator app comes into it: the same until the officer's account changes.
///
/// # Errors
/// When there is no key.
pub fn new_app(state: &AppState, on: &OnDuty) -> Result<Shown, Fault> {
    secret(state, on)?.show(state, &on.officer)
}

fn secret(state: &AppState, on: &OnDuty) -> Result<AppSecret, Fault> {
    let (session, changed) = (on.session.id.as_str(), on.officer.updated_at.as_millis());
    authenticator::derive(state, &format!("session\0{session}\0{changed}"))
}

/// Takes another authenticator app in place of the one until now.
///
/// # Errors
/// When the database refuses; the earlier app stays then.
pub async fn change_app(state: &AppState, on: &OnDuty, code: &str) -> Result<Changed<()>, Fault> {
    let secret = secret(state, on)?;
    let step = match read_code(state, &secret, code) {
        Ok(step) => step,
        Err(wrong) => return Ok(Changed::Refused(NotChanged::Code(wrong))),
    };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let app = secret.seal(state, &mut rng, &on.officer.id, step)?;
    let tx = store::connect::begin(&state.db).await?;
    if !store::officers::set_authenticator(&tx, &on.officer.id, app, now).await? {
        return Ok(Changed::Over);
    }
    if !after_change(&tx, state, &mut rng, on, "officer-app-changed", OfficerNews::AppChanged).await? {
        return Ok(Changed::Over);
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(Changed::Done(()))
}

/// Makes new recovery codes in place of those that are left. They are shown now and never again.
///
/// # Errors
/// When the database refuses; the earlier codes stay then.
pub async fn new_recovery_codes(state: &AppState, on: &OnDuty) -> Result<Changed<Vec<String>>, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let (codes, rows) = recovery::make(&mut rng, &on.officer.id, now);
    let tx = store::connect::begin(&state.db).await?;
    store::recovery_codes::replace(&tx, &on.officer.id, rows, now).await?;
    if !after_change(&tx, state, &mut rng, on, "officer-recovery-codes-made", OfficerNews::NewRecoveryCodes).await? {
        return Ok(Changed::Over);
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(Changed::Done(codes))
}

/// Ends the other sessions and tells of it; false if this session has ended meanwhile, and then nothing may change.
async fn after_change(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    on: &OnDuty,
    action: &str,
    news: OfficerNews,
) -> Result<bool, Fault> {
    let (now, officer, session) = (state.clock.now(), &on.officer.id, &on.session.id);
    if !store::officer_sessions::hold(conn, session).await? {
        return Ok(false);
    }
    let cause = OfficerSessionEnd::FactorChanged;
    store::officer_sessions::end_all(conn, officer, Some(session), cause, now).await?;
    record_of_officer(conn, now, Actor::Officer(officer), action, None).await?;
    tell::news(conn, state, rng, &on.officer, news).await?;
    Ok(true)
}
