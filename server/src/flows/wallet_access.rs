//! Who is this wallet? Access tokens (RFC 6750) and DPoP proofs (RFC 9449) at the credential and notification endpoints.

use super::Fault;
use crate::state::AppState;
use domain::{Policy, Timestamp, TokenHash};
use oid4vc::{
    jose::dpop::{self, DpopExpectation, VerifiedDpop},
    vci::{
        access::{AccessErrorCode, PresentedToken, TokenType},
        nonce::{self, NoncePurpose},
    },
};
use store::tokens::AccessToken;

/// What a wallet sent to prove itself.
#[derive(Clone, Debug)]
pub struct Presented<'a> {
    /// `Authorization` header.
    pub authorization: Option<&'a str>,
    /// `DPoP` headers; more than one is refused.
    pub proofs: Vec<&'a str>,
    /// HTTP method.
    pub method: &'a str,
    /// The endpoint's own address.
    pub url: &'a str,
}

/// Why a wallet is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No token at all: told the schemes only.
    #[error("no access token was sent")]
    NoToken,
    /// Told the code.
    #[error("{why}")]
    Error {
        /// Under which scheme.
        token_type: TokenType,
        /// The code on the wire.
        code: AccessErrorCode,
        /// For the log and for developers.
        why: String,
    },
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for Refused {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

/// Finds the live access token, presented in the way it was issued for.
///
/// # Errors
/// See [`Refused`].
pub async fn authenticate(state: &AppState, presented: &Presented<'_>) -> Result<AccessToken, Refused> {
    let now = state.clock.now();
    let header = presented.authorization.ok_or(Refused::NoToken)?;
    let invalid =
        |token_type, why: &str| Refused::Error { token_type, code: AccessErrorCode::InvalidToken, why: why.to_owned() };
    let sent = PresentedToken::parse(header)
        .ok_or_else(|| invalid(TokenType::Bearer, "the Authorization header cannot be read"))?;
    let hash = TokenHash::of(sent.token.expose().as_bytes());
    let token = store::tokens::by_hash(&state.db, &hash).await?;
    let token = token
        .filter(|token| token.revoked_at.is_none() && now < token.expires_at)
        .ok_or_else(|| invalid(sent.token_type, "the access token is unknown, expired or revoked"))?;
    match (&token.dpop_thumbprint, sent.token_type) {
        (None, TokenType::Bearer) => Ok(token),
        (Some(thumbprint), TokenType::Dpop) => {
            let proof = verify_proof(state, presented, Some(sent.token.expose()), now).await?;
            match proof {
                Some(proof) if proof.jkt == *thumbprint => Ok(token),
                Some(_) => Err(invalid(TokenType::Dpop, "the access token is bound to another key")),
                None => Err(Refused::Error {
                    token_type: TokenType::Dpop,
                    code: AccessErrorCode::InvalidDpopProof,
                    why: "the DPoP proof is missing".to_owned(),
                }),
            }
        }
        (_, token_type) => Err(invalid(token_type, "the access token was issued for the other scheme")),
    }
}

/// Checks the DPoP proof of a request, if it has one, and spends its identifier: a proof is good once, on every replica.
///
/// Where the wallet's profile asks for a nonce, the proof has to have one of ours that is fresh; elsewhere none is given
/// and none looked at ([RFC 9449, section 4.3](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3), check 10).
///
/// # Errors
/// [`AccessErrorCode::InvalidDpopProof`], [`AccessErrorCode::UseDpopNonce`] or our own fault; then nothing is spent.
pub async fn verify_proof(
    state: &AppState,
    presented: &Presented<'_>,
    access_token: Option<&str>,
    now: Timestamp,
) -> Result<Option<VerifiedDpop>, Refused> {
    let refuse = |code, why| Refused::Error { token_type: TokenType::Dpop, code, why };
    let invalid = |why: String| refuse(AccessErrorCode::InvalidDpopProof, why);
    let proof = match presented.proofs.as_slice() {
        [] => return Ok(None),
        [proof] => *proof,
        _ => return Err(invalid("there is more than one DPoP proof".to_owned())),
    };
    let window = state.settings.policy.dpop_window_seconds;
    let expected = DpopExpectation {
        method: presented.method,
        url: presented.url,
        access_token,
        now: now.as_seconds(),
        window_seconds: i64::from(window),
    };
    let verified = dpop::verify(proof, &expected).map_err(|error| invalid(error.to_string()))?;
    if state.settings.wallet().dpop_nonce {
        let wanted = |why: &str| refuse(AccessErrorCode::UseDpopNonce, format!("sign the nonce in DPoP-Nonce: {why}"));
        let sent = verified.nonce.as_deref().ok_or_else(|| wanted("there is none in the proof"))?;
        let life = i64::from(state.settings.policy.nonce_seconds);
        nonce::check(NoncePurpose::DpopProof, sent, &state.keys.nonce, now.as_seconds(), life)
            .map_err(|error| wanted(&error.to_string()))?;
    }
    let seen = TokenHash::of(format!("dpop\0{}\0{}", verified.jkt, verified.jti).as_bytes());
    let forget_at = now + Policy::span(window.saturating_mul(2).saturating_add(60));
    match store::spent::spend(&state.db, seen.as_str().to_owned(), forget_at).await? {
        true => Ok(Some(verified)),
        false => Err(invalid("the DPoP proof was used before".to_owned())),
    }
}
