//! The authorization endpoint
//! ([OpenID Connect Core 1.0, section 3.1.2](https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint)):
//! a browser that is logged in goes back to the portal with a code, any other one logs in first.

use super::{
    id_token::is_enough,
    note,
    parameters::Parameters,
    request::{PortalRequest, Prompt, Refused, Untrusted},
    response::{Back, ErrorCode, Outcome},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        signed_in::{self, LogInCookies, SignedIn},
    },
    state::AppState,
};
use domain::{OidcCodeId, Policy, SecretToken, Timestamp};
use store::oidc::OidcCode;

/// Where the browser goes.
#[derive(Debug)]
pub enum Next {
    /// Back to the portal.
    Back(Back),
    /// To the log in page, with a note of the request.
    LogIn(String),
    /// Nowhere: a page says why.
    Nowhere(Untrusted),
}

/// A browser comes with a portal's request.
///
/// # Errors
/// When the database does not answer; no code is made then.
pub async fn authorize(state: &AppState, cookies: &LogInCookies, parameters: &Parameters) -> Result<Next, Fault> {
    match PortalRequest::parse(state, parameters) {
        Ok(request) => decide(state, cookies, request, None).await,
        Err(Refused::Shown(why)) => Ok(Next::Nowhere(why)),
        Err(Refused::Back(back)) => Ok(Next::Back(back)),
    }
}

/// A browser comes back from the log in page with the note of a request.
///
/// # Errors
/// When the database does not answer; no code is made then.
pub async fn resume(state: &AppState, cookies: &LogInCookies, note: &str) -> Result<Next, Fault> {
    match note::read(state, note) {
        Some((request, asked_at)) => decide(state, cookies, request, Some(asked_at)).await,
        None => Ok(Next::Nowhere(Untrusted::Note)),
    }
}

/// `asked_at` is when the person was sent to the log in page, if they were: a key that was shown after that is what the
/// portal asked for, however it was shown.
async fn decide(
    state: &AppState,
    cookies: &LogInCookies,
    request: PortalRequest,
    asked_at: Option<Timestamp>,
) -> Result<Next, Fault> {
    let now = state.clock.now();
    let found = signed_in::find(state, cookies).await?;
    match refusal(found.as_ref(), &request, asked_at, now) {
        None => {}
        Some(code) if request.prompt == Prompt::Never => return Ok(not_asked(request, code)),
        // They have just logged in, and are somebody else.
        Some(code) if found.as_ref().is_some_and(|found| is_fresh(found, asked_at)) => {
            return Ok(Next::Back(request.answered(Outcome::Error(code, "somebody else has logged in"))));
        }
        Some(_) => return log_in_first(state, request, asked_at.unwrap_or(now)),
    }
    let Some(mut found) = found else { return Err(Fault::Missing("session")) };
    signed_in::seen(state, &mut found).await?;
    match make_code(state, &found, &request, now).await? {
        Some(code) => Ok(Next::Back(request.answered(Outcome::Code(code)))),
        // The session has ended at this moment.
        None => log_in_first(state, request, asked_at.unwrap_or(now)),
    }
}

fn log_in_first(state: &AppState, request: PortalRequest, asked_at: Timestamp) -> Result<Next, Fault> {
    match request.prompt {
        Prompt::Never => Ok(not_asked(request, ErrorCode::LoginRequired)),
        Prompt::IfNeeded | Prompt::Always => Ok(Next::LogIn(note::write(state, request, asked_at)?)),
    }
}

fn not_asked(request: PortalRequest, code: ErrorCode) -> Next {
    Next::Back(request.answered(Outcome::Error(code, "the person would have to log in")))
}

fn is_fresh(found: &SignedIn, asked_at: Option<Timestamp>) -> bool {
    asked_at.is_some_and(|asked_at| found.session.logged_in_at > asked_at)
}

/// Why whoever is logged in is not what the portal asks for; `None` if they are.
fn refusal(
    found: Option<&SignedIn>,
    request: &PortalRequest,
    asked_at: Option<Timestamp>,
    now: Timestamp,
) -> Option<ErrorCode> {
    let Some(found) = found else { return Some(ErrorCode::LoginRequired) };
    if request.employee.as_ref().is_some_and(|employee| *employee != found.employee.id) {
        return Some(ErrorCode::LoginRequired);
    }
    if is_fresh(found, asked_at) {
        return None;
    }
    let age = found.session.logged_in_at.until(now);
    let too_old = request.max_age.is_some_and(|most| age > domain::Duration::seconds(most));
    if request.prompt == Prompt::Always || too_old {
        return Some(ErrorCode::LoginRequired);
    }
    let enough = request.device.is_none_or(|wanted| is_enough(found.session.device, wanted));
    (!enough).then_some(ErrorCode::InteractionRequired)
}

/// A code for the portal; `None` if the session has ended meanwhile.
async fn make_code(
    state: &AppState,
    found: &SignedIn,
    request: &PortalRequest,
    now: Timestamp,
) -> Result<Option<SecretToken>, Fault> {
    let mut rng = state.random.generator()?;
    let code = SecretToken::new(&mut rng);
    let row = OidcCode {
        id: OidcCodeId::new(&mut rng),
        code_hash: code.hash(),
        session_id: found.session.id.clone(),
        client_id: request.client_id.clone(),
        redirect_uri: request.redirect_uri.clone(),
        scope: request.scope.clone(),
        nonce: request.nonce.clone(),
        code_challenge: request.code_challenge.clone(),
        created_at: now,
        expires_at: now + Policy::span(state.settings.policy.oidc_code_seconds),
        used_at: None,
    };
    let tx = store::connect::begin(&state.db).await?;
    // Whoever ends the session at this moment waits, and tells the portal that has the code.
    if !store::log_in_sessions::hold_live(&tx, &found.session.id).await? {
        tx.rollback().await?;
        return Ok(None);
    }
    store::oidc::insert_code(&tx, row).await?;
    record(&tx, now, Actor::Employee, "portal-opened", &found.employee.id, None).await?;
    tx.commit().await?;
    Ok(Some(code))
}
