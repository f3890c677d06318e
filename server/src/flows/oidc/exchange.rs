//! The token endpoint
//! ([OpenID Connect Core 1.0, section 3.1.3](https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint)): a code
//! is exchanged for an ID token and an access token, once. A code that comes a second time may be in the wrong hands, so
//! what was made from it ends ([RFC 6749, section 4.1.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)).

use super::{
    client::{WrongClient, authenticate},
    holder, id_token,
    parameters::{Parameters, WrongParameter},
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
    },
    state::AppState,
};
use domain::{OidcTokenId, Policy, SecretToken, TokenHash};
use serde::Serialize;
use store::oidc::{OidcCode, OidcToken};
use subtle::ConstantTimeEq;

/// What a portal gets.
#[derive(Serialize)]
pub struct Tokens {
    access_token: String,
    token_type: &'static str,
    expires_in: u32,
    id_token: String,
    scope: String,
}

/// Why a portal gets nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// A parameter is missing or wrong.
    #[error("{0}")]
    Request(&'static str),
    /// It is not known who asks.
    #[error(transparent)]
    Client(#[from] WrongClient),
    /// Not an authorization code.
    #[error("grant_type must be authorization_code")]
    GrantType,
    /// Unknown, used, too old, for another portal or address, without the right verifier, or nobody is logged in any
    /// more: the portal learns no more than that.
    #[error("the code is not valid")]
    Grant,
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for ExchangeError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl From<WrongParameter> for ExchangeError {
    fn from(error: WrongParameter) -> Self {
        Self::Request(match error {
            WrongParameter::Twice => "a parameter is there twice",
            WrongParameter::Characters => "a parameter is not printable ASCII",
        })
    }
}

impl ExchangeError {
    /// Its code ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)); `None` for our own
    /// fault.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Request(_) => Some("invalid_request"),
            Self::Client(_) => Some("invalid_client"),
            Self::GrantType => Some("unsupported_grant_type"),
            Self::Grant => Some("invalid_grant"),
            Self::Fault(_) => None,
        }
    }
}

/// Exchanges a code.
///
/// # Errors
/// See [`ExchangeError`]; the code is not used up then.
pub async fn exchange(
    state: &AppState,
    authorization: Option<&str>,
    form: &Parameters,
) -> Result<Tokens, ExchangeError> {
    if form.has_doubles() {
        return Err(WrongParameter::Twice.into());
    }
    let client = authenticate(&state.settings, authorization, form)?;
    match form.get("grant_type")? {
        Some("authorization_code") => {}
        Some(_) => return Err(ExchangeError::GrantType),
        None => return Err(ExchangeError::Request("grant_type is missing")),
    }
    let secret = form.get("code")?.ok_or(ExchangeError::Request("code is missing"))?;
    let redirect_uri = form.get("redirect_uri")?.ok_or(ExchangeError::Request("redirect_uri is missing"))?;
    let verifier = form.get("code_verifier")?.ok_or(ExchangeError::Request("code_verifier is missing"))?;
    let hash = TokenHash::of(secret.as_bytes());
    let code = store::oidc::code_by_hash(&state.db, &hash).await?.ok_or(ExchangeError::Grant)?;
    let meant = code.client_id == client.id && code.redirect_uri == redirect_uri;
    if !meant || !is_verifier_of(verifier, &code.code_challenge) {
        return Err(ExchangeError::Grant);
    }
    redeem(state, &code).await
}

async fn redeem(state: &AppState, code: &OidcCode) -> Result<Tokens, ExchangeError> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let token = SecretToken::new(&mut rng);
    let seconds = state.settings.policy.oidc_token_seconds;
    let tx = store::connect::begin(&state.db).await?;
    if !store::oidc::use_code(&tx, &code.id, now).await? {
        replayed(&tx, code, now).await?;
        tx.commit().await?;
        return Err(ExchangeError::Grant);
    }
    // Whoever ends the session at this moment comes before or after, not in between.
    let live = store::log_in_sessions::hold_live(&tx, &code.session_id).await?;
    let Some(holder) = holder(state, &tx, &code.session_id).await?.filter(|_| live) else {
        tx.rollback().await?;
        return Err(ExchangeError::Grant);
    };
    let row = OidcToken {
        id: OidcTokenId::new(&mut rng),
        token_hash: token.hash(),
        code_id: code.id.clone(),
        session_id: code.session_id.clone(),
        client_id: code.client_id.clone(),
        scope: code.scope.clone(),
        created_at: now,
        expires_at: now + Policy::span(seconds),
        revoked_at: None,
    };
    store::oidc::insert_token(&tx, row).await?;
    record(&tx, now, Actor::Portal, "portal-code-used", &holder.employee.id, None).await?;
    let id_token = id_token::make(state, &holder, code, &token, now).ok_or(Fault::Setting("keys.dir"))?;
    tx.commit().await?;
    Ok(Tokens {
        access_token: token.reveal(),
        token_type: "Bearer",
        expires_in: seconds,
        id_token,
        scope: code.scope.clone(),
    })
}

/// A code that cannot be used any more came: what was made from it ends. One that is only too old made nothing.
async fn replayed(conn: &impl store::ConnectionTrait, code: &OidcCode, now: domain::Timestamp) -> Result<(), Fault> {
    if store::oidc::revoke_of_code(conn, &code.id, now).await? == 0 {
        return Ok(());
    }
    let session = store::log_in_sessions::by_id(conn, &code.session_id).await?.ok_or(Fault::Missing("session"))?;
    tracing::warn!(client = code.client_id, "an authorization code came twice");
    record(conn, now, Actor::Portal, "portal-code-replayed", &session.employee_id, None).await
}

/// Whether the challenge was made from this verifier
/// ([RFC 7636, sections 4.1 and 4.6](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.6)).
fn is_verifier_of(verifier: &str, challenge: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&verifier.len())
        && verifier.bytes().all(unreserved)
        && bool::from(TokenHash::of(verifier.as_bytes()).as_str().as_bytes().ct_eq(challenge.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_is_known_by_its_hash() {
        // RFC 7636, appendix B.
        let (verifier, challenge) =
            ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_verifier_of(verifier, challenge));
        assert!(!is_verifier_of(challenge, challenge));
        assert!(!is_verifier_of("short", TokenHash::of(b"short").as_str()));
    }
}
