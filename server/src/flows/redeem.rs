//! The token endpoint (OpenID4VCI 1.0, section 6): a pre-authorized code is exchanged for an access token, once.
//!
//! Order: find, expiry, transaction code with its count of tries, and last the one conditional UPDATE that redeems.

use super::{
    Fault,
    audit::{Actor, record},
    messages::{self, HrMessage, Message},
    offer,
    visit::{self, Journey},
    wallet_access::{Presented, Refused, verify_proof},
};
use crate::state::AppState;
use domain::{InvitationState, Policy, SecretToken, TokenHash, TokenId};
use oid4vc::vci::{
    ErrorBody, WireSecret,
    access::{AccessErrorCode, TokenType},
    token::{TokenErrorCode, TokenRequest, TokenRequestError, TokenResponse},
};
use store::{offers::Offer, tokens::AccessToken};
use subtle::ConstantTimeEq;

/// Why no token is given.
#[derive(Debug, thiserror::Error)]
pub enum RedeemError {
    /// The request itself is wrong.
    #[error(transparent)]
    Request(#[from] TokenRequestError),
    /// Unknown, expired, ended, used, or no longer allowed: the wallet learns no more than that.
    #[error("the pre-authorized code is not valid")]
    Grant,
    /// The transaction code is wrong, or was wrong too often.
    #[error("the transaction code is not valid")]
    TxCode,
    /// The DPoP proof is wrong.
    #[error("{0}")]
    Proof(String),
    /// The DPoP proof has no nonce of ours, or one that is too old.
    #[error("{0}")]
    ProofNonce(String),
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for RedeemError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl RedeemError {
    /// What the wallet is told; `None` for our own fault.
    #[must_use]
    pub fn body(&self) -> Option<ErrorBody<TokenErrorCode>> {
        let code = match self {
            Self::Request(error) => error.code(),
            Self::Grant | Self::TxCode => TokenErrorCode::InvalidGrant,
            Self::Proof(_) => TokenErrorCode::InvalidDpopProof,
            Self::ProofNonce(_) => TokenErrorCode::UseDpopNonce,
            Self::Fault(_) => return None,
        };
        Some(ErrorBody::new(code, self))
    }
}

/// Redeems a pre-authorized code.
///
/// # Errors
/// See [`RedeemError`]; nothing is redeemed then.
pub async fn redeem(
    state: &AppState,
    form: &[(String, String)],
    presented: &Presented<'_>,
) -> Result<TokenResponse, RedeemError> {
    let request = TokenRequest::parse(form)?;
    let now = state.clock.now();
    let code = TokenHash::of(request.pre_authorized_code.expose().as_bytes());
    let offer = store::offers::by_code(&state.db, &code).await?.ok_or(RedeemError::Grant)?;
    if offer.redeemed_at.is_some() {
        replayed(state, &offer).await?;
        return Err(RedeemError::Grant);
    }
    if offer.ended_at.is_some() || now >= offer.expires_at {
        return Err(RedeemError::Grant);
    }
    check_tx_code(state, &request, &offer).await?;
    let proof = match verify_proof(state, presented, None, now).await {
        Ok(proof) => proof,
        Err(Refused::Fault(fault)) => return Err(fault.into()),
        Err(Refused::Error { code: AccessErrorCode::UseDpopNonce, why, .. }) => {
            return Err(RedeemError::ProofNonce(why));
        }
        Err(refused) => return Err(RedeemError::Proof(refused.to_string())),
    };

    let mut rng = state.random.generator().map_err(Fault::from)?;
    let token = SecretToken::new(&mut rng);
    let expires_at = now + Policy::span(state.settings.policy.access_token_seconds);
    let tx = store::connect::begin(&state.db).await?;
    store::invitations::hold(&tx, &offer.invitation_id).await?;
    let journey = visit::journey(&tx, &offer.invitation_id).await?;
    if !may_collect(&journey) {
        tx.rollback().await?;
        return Err(RedeemError::Grant);
    }
    if !store::offers::redeem(&tx, &offer, now).await? {
        tx.rollback().await?;
        // Somebody else was faster by a moment: the code came twice all the same.
        if store::offers::by_id(&state.db, &offer.id).await?.is_some_and(|offer| offer.redeemed_at.is_some()) {
            replayed(state, &offer).await?;
        }
        return Err(RedeemError::Grant);
    }
    store::offers::end_all(&tx, &offer.invitation_id, &[], now).await?;
    let row = AccessToken {
        id: TokenId::new(&mut rng),
        offer_id: offer.id.clone(),
        employee_id: offer.employee_id.clone(),
        token_hash: token.hash(),
        dpop_thumbprint: proof.as_ref().map(|proof| proof.jkt.clone()),
        created_at: now,
        expires_at,
        revoked_at: None,
    };
    store::tokens::insert(&tx, row).await?;
    record(&tx, now, Actor::Wallet, "offer-redeemed", &offer.employee_id, Some(&offer.invitation_id)).await?;
    tx.commit().await?;
    state.live.moved(&offer.invitation_id);
    Ok(TokenResponse {
        access_token: WireSecret::new(token.reveal()),
        token_type: if proof.is_some() { TokenType::Dpop } else { TokenType::Bearer },
        expires_in: state.settings.policy.access_token_seconds,
    })
}

/// Whether the invitation still leads to a key: HR may have acted since the code was verified. A used invitation does,
/// for the session that used it, and one that has expired meanwhile does for the few minutes that the offer or its token
/// has left: none is made after the expiry.
#[must_use]
pub fn may_collect(journey: &Journey) -> bool {
    journey.employee.active && matches!(journey.invitation.state, InvitationState::Live | InvitationState::Used)
}

async fn check_tx_code(state: &AppState, request: &TokenRequest, offer: &Offer) -> Result<(), RedeemError> {
    let Some(sent) = request.tx_code(state.settings.wallet().tx_code)? else { return Ok(()) };
    // Counted before it is compared, like every guess.
    if !store::offers::count_tx_code_try(&state.db, &offer.id, state.settings.policy.tx_code_tries).await? {
        return Err(RedeemError::TxCode);
    }
    let expected = offer::tx_code(&state.keys, &offer.flow_session_id);
    match bool::from(sent.expose().as_bytes().ct_eq(expected.as_bytes())) {
        true => Ok(()),
        false => Err(RedeemError::TxCode),
    }
}

/// A used code came again: somebody else may have it, so the person and HR are told, the first time. Before a key was issued its token ends, and the page says that the
/// key was not added; an issued key stays, or a photographed QR code would be enough to take a key away.
async fn replayed(state: &AppState, offer: &Offer) -> Result<(), Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(&state.db).await?;
    store::invitations::hold(&tx, &offer.invitation_id).await?;
    let token = store::tokens::of_offer(&tx, &offer.id).await?;
    let key_added = match &token {
        Some(token) => store::keys::by_token(&tx, &token.id).await?.is_some(),
        None => false,
    };
    if !key_added {
        store::tokens::revoke_of_offer(&tx, &offer.id, now).await?;
    }
    if store::offers::mark_replayed(&tx, &offer.id, now).await? {
        let Journey { employee, .. } = visit::journey(&tx, &offer.invitation_id).await?;
        messages::queue(&tx, state, &mut rng, &employee, Message::UsedAgain { key_added }, None).await?;
        messages::queue_to_hr(&tx, state, &mut rng, &employee, HrMessage::UsedAgain { key_added }).await?;
        record(&tx, now, Actor::Wallet, "offer-replayed", &employee.id, Some(&offer.invitation_id)).await?;
    }
    tx.commit().await?;
    state.live.moved(&offer.invitation_id);
    state.live.message_waits();
    Ok(())
}
