//! The credential endpoint (OpenID4VCI 1.0, section 8): the access key is made and handed over.
//!
//! Everything that has to hold is checked, and everything that changes is written, in one transaction: the nonce is
//! spent, the key and its place in the status list are stored, the invitation is used up, an earlier key is revoked.

use super::{
    Fault,
    audit::{Actor, record},
    messages::{self, Message},
    offer, redeem, revoke, status_list,
    visit::{self, Journey},
};
use crate::state::AppState;
use domain::{
    AccessKeyId, CredentialId, InvitationState, KeyState, Policy, Purpose, RevokeCause, Timestamp, TokenHash,
};
use oid4vc::{
    jose::Jwk,
    sd_jwt::{self, CredentialTemplate},
    status_list::StatusReference,
    vci::{
        ErrorBody,
        credential::{
            CredentialErrorCode, CredentialRequest, CredentialRequestError, CredentialRequestRules, CredentialResponse,
        },
        nonce::{self, NonceError, NoncePurpose},
        proof::{self, ProofError, ProofPolicy},
    },
};
use rand::CryptoRng;
use serde_json::{Map, Value};
use store::{
    ConnectionTrait,
    keys::{AccessKey, Credential},
    tokens::AccessToken,
};

/// Path of the document that describes the credential's type; with the public URL in front it is the `vct`.
pub const TYPE_PATH: &str = "/openid4vci/types/access-key";

/// Times in the credential are rounded down to the hour: an exact second would link it to this request.
const ROUNDED_TO_SECONDS: i64 = 3600;

/// Why no credential is given.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The request itself is wrong.
    #[error(transparent)]
    Request(#[from] CredentialRequestError),
    /// The proof of the holder key is wrong.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The nonce of the proof is not one of ours, too old, or spent.
    #[error("the nonce of the proof is not valid: {0}")]
    Nonce(NonceProblem),
    /// The person may not have a key any more, or the token's key is bound to another holder key.
    #[error("{0}")]
    Denied(&'static str),
    /// The token ended while the request was on its way.
    #[error("the access token is expired or revoked")]
    TokenEnded,
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What is wrong with a nonce.
#[derive(Debug, thiserror::Error)]
pub enum NonceProblem {
    /// See [`NonceError`].
    #[error(transparent)]
    Unfit(#[from] NonceError),
    /// It was used before.
    #[error("it was used before")]
    Spent,
}

impl From<store::DbErr> for IssueError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl IssueError {
    /// What the wallet is told; `None` for a token that ended and for our own fault.
    #[must_use]
    pub fn body(&self) -> Option<ErrorBody<CredentialErrorCode>> {
        let code = match self {
            Self::Request(error) => error.code(),
            Self::Proof(_) => CredentialErrorCode::InvalidProof,
            Self::Nonce(_) => CredentialErrorCode::InvalidNonce,
            Self::Denied(_) => CredentialErrorCode::CredentialRequestDenied,
            Self::TokenEnded | Self::Fault(_) => return None,
        };
        Some(ErrorBody::new(code, self))
    }
}

/// Issues the access key, or the same key again when its answer was lost.
///
/// # Errors
/// See [`IssueError`]; nothing is issued then.
pub async fn issue(state: &AppState, token: &AccessToken, body: &[u8]) -> Result<CredentialResponse, IssueError> {
    let rules = CredentialRequestRules { configuration_ids: &[offer::CONFIGURATION], max_proofs: 1 };
    let request = CredentialRequest::parse(body, &rules)?;
    let jwt = request.proofs.first().ok_or(CredentialRequestError::ProofCount)?;
    let (now, policy) = (state.clock.now(), &state.settings.policy);
    let proof = proof::verify_proof(
        jwt,
        &ProofPolicy {
            credential_issuer: state.settings.credential_issuer(),
            client_id: None,
            now: now.as_seconds(),
            window_seconds: i64::from(policy.proof_window_seconds),
        },
    )?;
    let nonce = nonce::check(
        NoncePurpose::CredentialProof,
        &proof.nonce,
        &state.keys.nonce,
        now.as_seconds(),
        i64::from(policy.nonce_seconds),
    )
    .map_err(|error| IssueError::Nonce(error.into()))?;

    let mut rng = state.random.generator().map_err(Fault::from)?;
    let tx = store::connect::begin(&state.db).await?;
    let offered = store::offers::by_id(&tx, &token.offer_id).await?.ok_or(Fault::Missing("offer"))?;
    // The invitation first, the token second: every flow takes its locks in this order.
    store::invitations::hold(&tx, &offered.invitation_id).await?;
    if !store::tokens::hold(&tx, &token.id, now).await? {
        return Err(IssueError::TokenEnded);
    }
    let journey = visit::journey(&tx, &offered.invitation_id).await?;
    if !redeem::may_collect(&journey) {
        return Err(IssueError::Denied("this access key can no longer be collected"));
    }
    let forget_at = Timestamp::from_millis(nonce.expires_at.saturating_mul(1000)) + domain::Duration::minutes(10);
    if !store::spent::spend(&tx, TokenHash::of(&nonce.hash).as_str().to_owned(), forget_at).await? {
        return Err(IssueError::Nonce(NonceProblem::Spent));
    }
    let thumbprint = proof.holder.thumbprint();
    let (key, credential) = match store::keys::by_token(&tx, &token.id).await? {
        Some(key) => same_again(&tx, key, &thumbprint).await?,
        None => first_time(&tx, state, &mut rng, &journey, token, thumbprint, now).await?,
    };
    let signed = sign(state, &mut rng, &journey, &key, &credential, &proof.holder, now)?;
    tx.commit().await?;
    state.live.moved(&offered.invitation_id);
    state.live.message_waits();
    Ok(CredentialResponse::single(signed, offer::notification_id(&state.keys, &key.id).reveal()))
}

async fn same_again(
    conn: &impl ConnectionTrait,
    key: AccessKey,
    thumbprint: &str,
) -> Result<(AccessKey, Credential), IssueError> {
    let credential = store::keys::credential_of(conn, &key.id).await?.ok_or(Fault::Missing("credential"))?;
    if key.state != KeyState::Live {
        return Err(IssueError::Denied("this access key was revoked or suspended"));
    }
    if credential.holder_thumbprint != thumbprint {
        return Err(IssueError::Denied("this access key is bound to another holder key"));
    }
    Ok((key, credential))
}

async fn first_time(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    journey: &Journey,
    token: &AccessToken,
    thumbprint: String,
    now: Timestamp,
) -> Result<(AccessKey, Credential), IssueError> {
    let Journey { invitation, employee } = journey;
    let earlier = store::keys::held_of(conn, &employee.id).await?;
    let again = invitation.purpose == Purpose::Replace || invitation.state == InvitationState::Used;
    match &earlier {
        Some(earlier) if again || earlier.invitation_id == invitation.id => {
            let why = revoke::Why { cause: RevokeCause::Replaced, reason: None, actor: Actor::System };
            revoke::revoke_key(conn, rng, earlier, why, now).await?;
        }
        Some(_) => return Err(IssueError::Denied("this person has an access key already")),
        None => {}
    }
    let key_id = AccessKeyId::new(rng);
    let key = AccessKey {
        employee_id: employee.id.clone(),
        invitation_id: invitation.id.clone(),
        offer_id: token.offer_id.clone(),
        token_id: token.id.clone(),
        state: KeyState::Live,
        notification_hash: offer::notification_id(&state.keys, &key_id).hash(),
        issued_at: now,
        expires_at: now + Policy::span(state.settings.policy.key_seconds),
        accepted_at: None,
        failed_at: None,
        failure: None,
        suspended_at: None,
        suspend_reason: None,
        end_told_at: None,
        revoked_at: None,
        revoke_cause: None,
        revoke_reason: None,
        last_used_at: None,
        id: key_id,
    };
    store::keys::insert(conn, key.clone()).await?;
    let credential = status_list::place(conn, rng, now, |list, index, rng| Credential {
        id: CredentialId::new(rng),
        access_key_id: key.id.clone(),
        holder_thumbprint: thumbprint.clone(),
        status_list_id: list,
        status_index: index,
        state: KeyState::Live,
        issued_at: now,
    })
    .await?;
    store::invitations::become_(conn, &invitation.id, InvitationState::Used, now).await?;
    store::outbox::withdraw(conn, &employee.id, &messages::OF_AN_INVITATION).await?;
    store::standing::refresh(conn, &employee.id).await?;
    messages::queue(conn, state, rng, employee, Message::KeyAdded { replaces: again }, None).await?;
    record(conn, now, Actor::Wallet, "key-issued", &employee.id, Some(&invitation.id)).await?;
    Ok((key, credential))
}

/// Signs the credential: `dc+sd-jwt` with the certificate chain, bound to the holder key. What identifies the person at
/// the employer is open, the person's name and email are disclosed one by one.
fn sign(
    state: &AppState,
    rng: &mut impl CryptoRng,
    journey: &Journey,
    key: &AccessKey,
    credential: &Credential,
    holder: &Jwk,
    now: Timestamp,
) -> Result<String, Fault> {
    let rounded = |at: Timestamp| at.as_seconds() - at.as_seconds().rem_euclid(ROUNDED_TO_SECONDS);
    let employee = &journey.employee;
    let text = |value: &str| Value::String(value.to_owned());
    let index = u64::try_from(credential.status_index).map_err(|_| Fault::Missing("status index"))?;
    let template = CredentialTemplate {
        vct: &state.settings.url(TYPE_PATH),
        issuer: Some(state.settings.credential_issuer()),
        issued_at: rounded(now),
        not_before: Some(rounded(now)),
        expires_at: Some(rounded(key.expires_at)),
        holder,
        status: Some(StatusReference { uri: status_list::uri(state, &credential.status_list_id), index }),
        open_claims: Map::from_iter([("employee_id".to_owned(), text(employee.id.as_str()))]),
        selective_claims: Map::from_iter([
            ("employer".to_owned(), text(&state.settings.organisation.name)),
            ("staff_number".to_owned(), text(&employee.staff_number)),
            ("given_name".to_owned(), text(&employee.given_name)),
            ("family_name".to_owned(), text(&employee.family_name)),
            ("email".to_owned(), text(&employee.email)),
        ]),
    };
    Ok(sd_jwt::issue(&template, &state.keys.credential.key, &state.keys.credential.chain, rng)?)
}
