//! Judges the provider's answer and logs the officer in, or notes that they have shown their second factor again.

use super::{
    NotIn, Refusal,
    attempt::{Attempt, Purpose, Session},
    client::{ProviderClient, client},
    provider,
    token::{self, Proved},
};
use crate::{
    config::SingleSignOn,
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
        officers::{on_duty, tell},
    },
    mail::OfficerNews,
    state::AppState,
};
use domain::{OfficerSessionEnd, OfficerSessionId, OfficerWay, SecretToken, Timestamp};
use openidconnect::{
    AuthorizationCode, OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError, SubjectIdentifier, TokenResponse,
    UserInfoError,
    core::{CoreTokenResponse, CoreUserInfoClaims},
};
use serde_json::json;
use std::sync::Arc;
use store::{ConnectionTrait, officer_sessions::OfficerSession, officers::Officer};
use subtle::ConstantTimeEq;

/// What the provider sends the browser back with
/// ([RFC 6749, section 4.1.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)).
#[derive(Clone, Copy, Default)]
pub struct Answer<'a> {
    /// Whose question it answers.
    pub state: Option<&'a str>,
    /// Who answers ([RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html)).
    pub issuer: Option<&'a str>,
    /// What the provider gives an ID token for. None where it says that it did not log anybody in.
    pub code: Option<&'a str>,
}

/// It is the officer.
pub enum Finished {
    /// Logged in, in a session with this secret; the page comes next.
    In(SecretToken, String),
    /// The second factor was shown again; the page comes next.
    Confirmed(String),
}

/// Judges an answer in a browser that brings this attempt back and calls itself `browser`.
///
/// # Errors
/// See [`NotIn`]; nobody is logged in then.
pub async fn finish(
    state: &AppState,
    sso: &SingleSignOn,
    attempt: Option<&str>,
    answer: Answer<'_>,
    browser: &str,
) -> Result<Finished, NotIn> {
    let attempt = attempt.and_then(|cookie| Attempt::open(state, cookie)).ok_or(NotIn::NotAsked)?;
    let ours = |told: &str| bool::from(told.as_bytes().ct_eq(attempt.state.as_bytes()));
    if !answer.state.is_some_and(ours) {
        return Err(NotIn::NotAsked);
    }
    let metadata = provider::known(state, sso).await?;
    let named = metadata.additional_metadata().authorization_response_iss_parameter_supported;
    if answer.issuer.map_or(named, |issuer| issuer != sso.issuer) {
        return Err(Refusal::Issuer.into());
    }
    let code = answer.code.ok_or(Refusal::Provider)?;
    let client = client(state, sso, &metadata)?;
    let tokens = exchange(state, sso, &client, code, &attempt).await?;
    let mut proved = check(state, sso, (&metadata, &client), &attempt, &tokens).await?;
    let subject = name_here(sso, &proved.subject);
    // Only who logs in for the first time is known by their address, and some providers say it nowhere else.
    if proved.email.is_none() && !is_known(state, &subject).await? {
        proved.email = user_info(state, sso, &client, &tokens, &proved.subject).await?;
    }
    let email = proved.email.as_ref().filter(|(_, verified)| *verified || sso.trust_email);
    let email = email.map(|(email, _)| email.to_lowercase());
    match &attempt.purpose {
        Purpose::LogIn(earlier) => {
            let secret = log_in(state, (&subject, email.as_deref()), proved.at, earlier.as_ref(), browser).await?;
            Ok(Finished::In(secret.ok_or(NotIn::NotAnOfficer)?, attempt.then))
        }
        Purpose::Confirm(session) => match confirm(state, &subject, proved.at, session).await? {
            true => Ok(Finished::Confirmed(attempt.then)),
            false => Err(Refusal::OtherOfficer.into()),
        },
    }
}

/// What the provider gives for its code.
async fn exchange(
    state: &AppState,
    sso: &SingleSignOn,
    client: &ProviderClient,
    code: &str,
    attempt: &Attempt,
) -> Result<CoreTokenResponse, Refusal> {
    let request = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(|_| Refusal::Metadata)?;
    let request = request.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
    let asking = provider::asking(state, sso);
    request.request_async(&asking).await.map_err(|error| match error {
        RequestTokenError::ServerResponse(_) => Refusal::Code,
        RequestTokenError::Request(why) => Refusal::NotAsked(why),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Refusal::NoToken,
    })
}

/// Who the ID token is about. A key that we do not know may be new: the provider's keys are then read anew.
async fn check(
    state: &AppState,
    sso: &SingleSignOn,
    (metadata, client_now): (&Arc<provider::Metadata>, &ProviderClient),
    attempt: &Attempt,
    tokens: &CoreTokenResponse,
) -> Result<Proved, Refusal> {
    let id_token = tokens.id_token().ok_or(Refusal::NoToken)?;
    let now = state.clock.now();
    match token::check(sso, (metadata, client_now), attempt, id_token, now) {
        Err(Refusal::UnknownKey) => {
            let metadata = provider::known_anew(state, sso).await?.ok_or(Refusal::UnknownKey)?;
            token::check(sso, (&metadata, &client(state, sso, &metadata)?), attempt, id_token, now)
        }
        checked => checked,
    }
}

/// The email address at the UserInfo endpoint, if there is one.
async fn user_info(
    state: &AppState,
    sso: &SingleSignOn,
    client: &ProviderClient,
    tokens: &CoreTokenResponse,
    subject: &str,
) -> Result<Option<(String, bool)>, Refusal> {
    let subject = SubjectIdentifier::new(subject.to_owned());
    let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject)) else { return Ok(None) };
    let asking = provider::asking(state, sso);
    let told: CoreUserInfoClaims = request.request_async(&asking).await.map_err(|error| match error {
        UserInfoError::Request(why) => Refusal::NotAsked(why),
        _ => Refusal::UserInfo,
    })?;
    Ok(told.email().map(|email| (email.as_str().to_owned(), told.email_verified() == Some(true))))
}

/// A person's name at the provider as an officer's row keeps it: with the issuer, so that the same name at another provider
/// is another person.
fn name_here(sso: &SingleSignOn, subject: &str) -> String {
    format!("{} {subject}", sso.issuer)
}

/// Whether an officer is known by this name.
async fn is_known(state: &AppState, subject: &str) -> Result<bool, Fault> {
    Ok(store::officers::by_subject(&state.db, subject).await?.is_some())
}

/// Logs an officer in; `None` if it is none.
async fn log_in(
    state: &AppState,
    known_by: (&str, Option<&str>),
    shown_at: Timestamp,
    earlier: Option<&Session>,
    browser: &str,
) -> Result<Option<SecretToken>, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(&state.db).await?;
    let Some((officer, bound)) = officer(&tx, known_by, now).await? else { return Ok(None) };
    let by = Actor::Officer(&officer.id);
    if bound {
        record_of_officer(&tx, now, by, "officer-single-sign-on-bound", None).await?;
        tell::news(&tx, state, &mut rng, &officer, OfficerNews::SingleSignOn).await?;
    }
    if let Some(Session { officer, id }) = earlier {
        store::officer_sessions::end(&tx, officer, id, OfficerSessionEnd::Replaced, now).await?;
    }
    let secret = SecretToken::new(&mut rng);
    let session = OfficerSession {
        id: OfficerSessionId::new(&mut rng),
        officer_id: officer.id.clone(),
        token_hash: secret.hash(),
        way: OfficerWay::SingleSignOn,
        browser: browser.to_owned(),
        tries: 0,
        created_at: now,
        seen_at: now,
        logged_in_at: Some(now),
        fresh_at: Some(shown_at),
        notice: None,
        ended_at: None,
        end_cause: None,
    };
    store::officer_sessions::insert(&tx, session).await?;
    let way = json!({ "way": "single-sign-on" });
    record_of_officer(&tx, now, by, "officer-logged-in", Some(way)).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(Some(secret))
}

/// The officer who is known by this name at the provider. Who comes for the first time is known by the email address, and by
/// the name from then on: true then.
async fn officer(
    conn: &impl ConnectionTrait,
    (subject, email): (&str, Option<&str>),
    now: Timestamp,
) -> Result<Option<(Officer, bool)>, Fault> {
    if let Some(officer) = store::officers::by_subject(conn, subject).await? {
        return Ok(officer.active.then_some((officer, false)));
    }
    let Some(email) = email else { return Ok(None) };
    let Some(officer) = store::officers::by_email(conn, email).await? else { return Ok(None) };
    let bound = store::officers::bind_subject(conn, &officer.id, subject, now).await?;
    Ok(bound.then_some((officer, true)))
}

/// Notes when the officer of a session showed the second factor; false if it was somebody else, or the session is over.
async fn confirm(state: &AppState, subject: &str, shown_at: Timestamp, session: &Session) -> Result<bool, Fault> {
    let now = state.clock.now();
    let tx = store::connect::begin(&state.db).await?;
    let found = officer(&tx, (subject, None), now).await?;
    let Some((officer, _)) = found.filter(|(found, _)| found.id == session.officer) else { return Ok(false) };
    let theirs = store::officer_sessions::of_officer(&tx, &officer.id).await?;
    let policy = &state.settings.policy;
    let lives = theirs.iter().any(|it| it.id == session.id && now < on_duty::ends_at(it, policy));
    if !lives || !store::officer_sessions::refresh(&tx, &session.id, shown_at, now).await? {
        return Ok(false);
    }
    record_of_officer(&tx, now, Actor::Officer(&officer.id), "officer-confirmed", None).await?;
    tx.commit().await?;
    Ok(true)
}
