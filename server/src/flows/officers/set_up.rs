//! A one-time link: password, authenticator app and recovery codes, all or nothing.

use super::{
    authenticator::{self, AppSecret, Shown},
    password::{Password, WrongPassword},
    recovery, tell,
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    mail::OfficerNews,
    state::AppState,
};
use domain::{CodeFormat, OfficerSessionEnd, SecretToken, SecurityCode};
use store::{officer_links::OfficerLink, officers::Officer};

/// Where a link leads.
#[derive(Clone, Debug)]
pub enum Look {
    /// It can be used.
    Open(Box<Opened>),
    /// It was used.
    Used,
    /// Its time is up, or another took its place.
    Over,
    /// There is no such link.
    Unknown,
}

/// A link that can be used.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Whose.
    pub officer: Officer,
    link: OfficerLink,
}

/// What is wrong with the code of a new authenticator app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongCode {
    /// Not six digits.
    Format(CodeFormat),
    /// Not what the app shows now.
    Wrong,
}

/// What came of setting up.
pub enum SetUp {
    /// All is set up. The recovery codes are shown now and never again.
    Done(Vec<String>),
    /// Nothing is; what was wrong.
    Refused {
        /// With the password.
        password: Option<WrongPassword>,
        /// With the code.
        code: Option<WrongCode>,
    },
    /// The link leads nowhere any more.
    Closed,
}

/// Looks a link up by its token. Reads only: programs open links too.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, token: Option<&SecretToken>) -> Result<Look, Fault> {
    let Some(token) = token else { return Ok(Look::Unknown) };
    // A link from before passwords were turned off leads to nothing that could be used.
    let off = !state.settings.officers.passwords();
    let Some(link) = store::officer_links::by_hash(&state.db, &token.hash()).await? else { return Ok(Look::Unknown) };
    if link.used_at.is_some() {
        return Ok(Look::Used);
    }
    if off || link.ended_at.is_some() || state.clock.now() >= link.expires_at {
        return Ok(Look::Over);
    }
    let officer = store::officers::by_id(&state.db, &link.officer_id).await?.ok_or(Fault::Missing("officer"))?;
    Ok(Look::Open(Box::new(Opened { officer, link })))
}

/// How the secret of the new authenticator app comes into it: the same each time the page is opened.
///
/// # Errors
/// When there is no key.
pub fn app(state: &AppState, opened: &Opened) -> Result<Shown, Fault> {
    secret(state, opened)?.show(state, &opened.officer)
}

fn secret(state: &AppState, opened: &Opened) -> Result<AppSecret, Fault> {
    authenticator::derive(state, &format!("link\0{}", opened.link.id.as_str()))
}

/// Reads the code of a new app.
pub(super) fn read_code(state: &AppState, secret: &AppSecret, typed: &str) -> Result<i64, WrongCode> {
    let code = SecurityCode::parse(typed).map_err(WrongCode::Format)?;
    secret.step_of(&code, state.clock.now()).ok_or(WrongCode::Wrong)
}

/// The names that stand on every page, of which no password may be made.
pub(super) fn names(state: &AppState) -> [&str; 2] {
    let organisation = &state.settings.organisation;
    [&organisation.service_name, &organisation.name]
}

/// Uses a link up: keeps password and authenticator app, makes recovery codes, and ends whatever the officer had before.
///
/// # Errors
/// When the database refuses; nothing is set up then.
pub async fn set_up(state: &AppState, opened: &Opened, password: &str, code: &str) -> Result<SetUp, Fault> {
    let Opened { officer, link } = opened;
    let secret = secret(state, opened)?;
    let (password, step) = match (Password::chosen(password, officer, &names(state)), read_code(state, &secret, code)) {
        (Ok(password), Ok(step)) => (password, step),
        (password, step) => return Ok(SetUp::Refused { password: password.err(), code: step.err() }),
    };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let hash = password.hash(state, &mut rng, &officer.id).await?;
    let app = secret.seal(state, &mut rng, &officer.id, step)?;
    let (codes, rows) = recovery::make(&mut rng, &officer.id, now);

    // The officer's row first: so does whoever ends the link.
    let tx = store::connect::begin(&state.db).await?;
    let kept = store::officers::set_password(&tx, &officer.id, &hash.text, &hash.pepper_id, now).await?
        && store::officers::set_authenticator(&tx, &officer.id, app, now).await?
        && store::officer_links::use_up(&tx, &link.id, now).await?;
    if !kept {
        tx.rollback().await?;
        return Ok(SetUp::Closed);
    }
    store::recovery_codes::replace(&tx, &officer.id, rows, now).await?;
    let cause = OfficerSessionEnd::FactorChanged;
    store::officer_sessions::end_all(&tx, &officer.id, None, cause, now).await?;
    record_of_officer(&tx, now, Actor::Officer(&officer.id), "officer-set-up", None).await?;
    tell::news(&tx, state, &mut rng, officer, OfficerNews::SetUp).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(SetUp::Done(codes))
}
