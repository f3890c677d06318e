//! The first step of an officer's log in: email address and password. The answer, and how long it takes, are the same
//! whether there is such an officer or not.

use super::{
    known_browser::Known,
    password::Password,
    tries::{self, Counted, Subject},
};
use crate::{flows::Fault, state::AppState};
use domain::{OfficerSessionEnd, OfficerSessionId, OfficerWay, SecretToken, Timestamp};
use store::officer_sessions::OfficerSession;

/// The browser that somebody logs in from.
#[derive(Clone, Copy)]
pub struct Browser<'a> {
    /// Its cookie.
    pub cookie: Option<&'a SecretToken>,
    /// Its mark, if an officer has logged in in it before.
    pub mark: Option<&'a str>,
    /// In a few words.
    pub name: &'a str,
}

/// What came of a password.
pub enum Answer {
    /// The second factor comes next, in a session with this secret.
    GoOn(SecretToken),
    /// Address or password are wrong.
    Wrong,
    /// Nobody logs in with a password here.
    Off,
    /// Too much was tried; not before then.
    Wait(Timestamp),
}

/// Checks email address and password.
///
/// # Errors
/// When the database refuses; nobody has come any further then.
pub async fn log_in(state: &AppState, browser: Browser<'_>, email: &str, password: &str) -> Result<Answer, Fault> {
    if !state.settings.officers.passwords() {
        return Ok(Answer::Off);
    }
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let email = email.trim().to_lowercase();
    // A browser that has used up its own tries waits, whatever else is counted for the address.
    let known = Known::read(state, browser.mark, &email);
    let subject = known.as_ref().map_or(Subject::Address(&email), Subject::Browser);
    let counted = match tries::count(state, &mut rng, subject).await? {
        Counted::Go(counted) => counted,
        Counted::Wait(until) => return Ok(Answer::Wait(until)),
    };
    // PostgreSQL takes no NUL in a text.
    let found = match email.contains('\0') {
        true => None,
        false => store::officers::by_email(&state.db, &email).await?,
    };
    let found = found.filter(|officer| officer.active);
    let password = Password::typed(password);
    let right = password.is_of(state, &mut rng, found.as_ref()).await?;
    let Some(officer) = found.filter(|_| right) else { return Ok(wrong()) };
    let hash = password.hashed_anew(state, &mut rng, &officer).await?;
    let anew = hash.as_ref().map(|hash| (&*hash.text, &*hash.pepper_id));
    let secret = SecretToken::new(&mut rng);
    let session = OfficerSession {
        id: OfficerSessionId::new(&mut rng),
        officer_id: officer.id.clone(),
        token_hash: secret.hash(),
        way: OfficerWay::Password,
        browser: browser.name.to_owned(),
        tries: 0,
        created_at: now,
        seen_at: now,
        logged_in_at: None,
        fresh_at: None,
        notice: None,
        ended_at: None,
        end_cause: None,
    };
    let tx = store::connect::begin(&state.db).await?;
    // Another password may have taken its place meanwhile, and the sessions before it have ended: this one must not begin.
    if !store::officers::keep_password(&tx, &officer, anew).await? {
        tx.rollback().await?;
        return Ok(wrong());
    }
    counted.was_right(&tx).await?;
    // The cookie of this browser's earlier session is about to be replaced, and nobody could end that session here again.
    if let Some(cookie) = browser.cookie
        && let Some(earlier) = store::officer_sessions::by_hash(&tx, &cookie.hash()).await?
    {
        let cause = OfficerSessionEnd::Replaced;
        store::officer_sessions::end(&tx, &earlier.officer_id, &earlier.id, cause, now).await?;
    }
    store::officer_sessions::insert(&tx, session).await?;
    tx.commit().await?;
    Ok(Answer::GoOn(secret))
}

fn wrong() -> Answer {
    tracing::info!("an officer's log in was refused");
    Answer::Wrong
}
