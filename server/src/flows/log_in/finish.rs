//! Turns a shared key into a session, once: only in the browser that asked, and, on the same device, only with the code
//! that the wallet brought back to it.

use super::{
    check::{Believed, NotBelieved, still_good},
    of_browser,
    progress::{Step, collectable_for, step},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        log_in_notice,
        oidc::note,
        signed_in::{self, LogInCookies},
    },
    state::AppState,
};
use domain::{KnownBrowserId, Policy, SecretToken, SessionEnd, SessionId, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, log_in_sessions::Session, log_ins::LogIn, presentation_requests::PresentationRequest};

/// What a press came to.
#[derive(Debug)]
pub enum Finished {
    /// Somebody is logged in.
    LoggedIn(LoggedIn),
    /// There is nothing to collect: the page says what is what.
    NotYet,
}

/// Somebody is logged in.
#[derive(Debug)]
pub struct LoggedIn {
    /// Secret of the session, for its cookie.
    pub session: SecretToken,
    /// By which the browser is known from now on, for its cookie.
    pub browser: SecretToken,
    /// The portal's request with which the person came, as a note; `None`: they came by themselves.
    pub continue_to: Option<String>,
}

/// Collects a log in. `browser` is this browser in a few words.
///
/// # Errors
/// When the database refuses; nobody is logged in then.
pub async fn finish(state: &AppState, cookies: &LogInCookies, browser: &str) -> Result<Finished, Fault> {
    let Some(log_in) = of_browser(state, cookies).await? else { return Ok(Finished::NotYet) };
    let now = state.clock.now();
    let requests = store::presentation_requests::of_log_in(&state.db, &log_in.id).await?;
    let returned = cookies.returned.as_ref().map(SecretToken::hash);
    let Step::Shared(request) = step(&requests, returned.as_ref(), &state.settings.policy, now) else {
        return Ok(Finished::NotYet);
    };
    let tx = store::connect::begin(&state.db).await?;
    match collect(&tx, state, cookies, &log_in, &request, browser, now).await? {
        Collected::Session(logged_in) => {
            tx.commit().await?;
            state.live.moved(&log_in.id);
            state.live.message_waits();
            Ok(Finished::LoggedIn(logged_in))
        }
        Collected::Refused => {
            tx.commit().await?;
            state.live.moved(&log_in.id);
            Ok(Finished::NotYet)
        }
        Collected::Nothing => {
            tx.rollback().await?;
            Ok(Finished::NotYet)
        }
    }
}

/// What a transaction came to.
enum Collected {
    /// A session.
    Session(LoggedIn),
    /// The key or its person may not log in any more, and the page is to say so.
    Refused,
    /// Somebody else was first, or it is too late.
    Nothing,
}

async fn collect(
    conn: &impl ConnectionTrait,
    state: &AppState,
    cookies: &LogInCookies,
    log_in: &LogIn,
    request: &PresentationRequest,
    browser: &str,
    now: Timestamp,
) -> Result<Collected, Fault> {
    let Some(shown) = &request.access_key_id else { return Err(Fault::Missing("the key that was shown")) };
    let key = store::keys::by_id(conn, shown).await?.ok_or(Fault::Missing("access key"))?;
    // The invitation's row first, as everywhere: a revocation at the same moment comes before or after, not in between.
    store::invitations::hold(conn, &key.invitation_id).await?;
    let Believed { employee, key } = match still_good(conn, shown, now).await {
        Ok(believed) => believed,
        Err(NotBelieved::Fault(fault)) => return Err(fault),
        Err(why) => {
            if let Some(refusal) = why.refusal() {
                store::presentation_requests::refuse_answered(conn, &request.id, refusal, now).await?;
                store::presentation_requests::end_open(conn, &log_in.id, now).await?;
                record(conn, now, Actor::Employee, "log-in-refused", &key.employee_id, None).await?;
            }
            return Ok(Collected::Refused);
        }
    };
    let since = now - collectable_for(request.device, &state.settings.policy);
    if !store::log_ins::end(conn, &log_in.id, now).await?
        || !store::presentation_requests::use_up(conn, &request.id, since, now).await?
        // A revocation that has not been committed is waited for here, and wins.
        || !store::keys::mark_used(conn, &key.id, now).await?
    {
        return Ok(Collected::Nothing);
    }
    store::presentation_requests::end_open(conn, &log_in.id, now).await?;
    let mut rng = state.random.generator()?;
    if let Some(token) = &cookies.session
        && let Some(earlier) = store::log_in_sessions::by_hash(conn, &token.hash()).await?
    {
        signed_in::end(conn, &mut rng, &earlier, SessionEnd::Replaced, now).await?;
    }
    let secret = SecretToken::new(&mut rng);
    let session = Session {
        id: SessionId::new(&mut rng),
        token_hash: secret.hash(),
        employee_id: employee.id.clone(),
        access_key_id: key.id.clone(),
        device: request.device,
        browser: browser.to_owned(),
        outcome: None,
        logged_in_at: now,
        seen_at: now,
        ended_at: None,
        end_cause: None,
    };
    store::log_in_sessions::insert(conn, session.clone()).await?;
    let (known, is_new) = known_browser(conn, state, &mut rng, cookies, &session, now).await?;
    if is_new {
        log_in_notice::new_browser(conn, state, &mut rng, &employee, &session, now).await?;
    }
    record(conn, now, Actor::Employee, "logged-in", &employee.id, None).await?;
    // A note that has expired meanwhile would lead to a page that says so; home is of more use.
    let continue_to = log_in.continue_to.clone().filter(|note| note::is_ours(state, note));
    Ok(Collected::Session(LoggedIn { session: secret, browser: known, continue_to }))
}

/// By which this browser is known, and whether the person has not logged in from it before.
async fn known_browser(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    cookies: &LogInCookies,
    session: &Session,
    now: Timestamp,
) -> Result<(SecretToken, bool), Fault> {
    let since = now - Policy::span(state.settings.policy.known_browser_seconds);
    let token = cookies.browser.clone().unwrap_or_else(|| SecretToken::new(rng));
    if store::known_browsers::seen(conn, &session.employee_id, &token.hash(), since, now).await? {
        return Ok((token, false));
    }
    store::known_browsers::insert(conn, KnownBrowserId::new(rng), &session.employee_id, token.hash(), now).await?;
    Ok((token, true))
}
