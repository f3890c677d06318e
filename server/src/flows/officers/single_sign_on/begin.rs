//! Asks the provider who is there ([OpenID Connect Core 1.0, section
//! 3.1.2.1](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest)).

use super::{
    NotIn, Refusal,
    attempt::{Attempt, Purpose, Session},
    client::client,
    provider,
};
use crate::{
    config::SingleSignOn,
    flows::{Fault, officers::on_duty::OnDuty},
    state::AppState,
};
use domain::SecretToken;
use openidconnect::{
    AuthenticationContextClass, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope,
    core::{CoreAuthPrompt, CoreAuthenticationFlow},
};
use std::time::Duration;

/// The question, on its way.
pub struct Begun {
    /// Address at the provider.
    pub address: String,
    /// What the browser has to bring back, for a cookie.
    pub attempt: String,
}

/// Asks for a log in, in a browser with this cookie, that leads to the page `then`.
///
/// # Errors
/// See [`NotIn`].
pub async fn begin(
    state: &AppState,
    sso: &SingleSignOn,
    cookie: Option<&SecretToken>,
    then: &str,
) -> Result<Begun, NotIn> {
    let earlier = earlier(state, cookie).await?;
    ask(state, sso, Purpose::LogIn(earlier), then).await
}

/// The session that this browser has.
async fn earlier(state: &AppState, cookie: Option<&SecretToken>) -> Result<Option<Session>, Fault> {
    let Some(cookie) = cookie else { return Ok(None) };
    let found = store::officer_sessions::by_hash(&state.db, &cookie.hash()).await?;
    Ok(found.map(|session| Session { officer: session.officer_id, id: session.id }))
}

/// Asks for the second factor of an officer who is logged in, once more.
///
/// # Errors
/// See [`NotIn`].
pub async fn confirm(state: &AppState, sso: &SingleSignOn, on: &OnDuty, then: &str) -> Result<Begun, NotIn> {
    let session = Session { officer: on.officer.id.clone(), id: on.session.id.clone() };
    ask(state, sso, Purpose::Confirm(session), then).await
}

async fn ask(state: &AppState, sso: &SingleSignOn, purpose: Purpose, then: &str) -> Result<Begun, NotIn> {
    let metadata = provider::known(state, sso).await?;
    let client = client(state, sso, &metadata)?;
    let mut rng = state.random.generator().map_err(Fault::from)?;
    let mut secret = || SecretToken::new(&mut rng).reveal();
    let (proof, nonce, verifier) = (secret(), secret(), secret());
    let anew = matches!(purpose, Purpose::Confirm(_));
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
    let (csrf, once) = (CsrfToken::new(proof.clone()), Nonce::new(nonce.clone()));
    let mut request = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || csrf, move || once)
        .set_pkce_challenge(challenge)
        .add_scopes(sso.scopes.iter().cloned().map(Scope::new))
        .set_max_age(Duration::from_secs(if anew { 0 } else { u64::from(sso.max_age_seconds) }));
    for class in &sso.require_acr {
        request = request.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
    }
    if anew {
        request = request.add_prompt(CoreAuthPrompt::Login);
    }
    let (address, _, _) = request.url();
    if sso.issuer.starts_with("https://") && address.scheme() != "https" {
        return Err(Refusal::NotAsked(provider::NotAsked::Insecure).into());
    }
    let attempt =
        Attempt { state: proof, nonce, verifier, asked_at: state.clock.now(), purpose, then: then.to_owned() };
    Ok(Begun { address: address.into(), attempt: attempt.seal(state, &mut rng)? })
}
