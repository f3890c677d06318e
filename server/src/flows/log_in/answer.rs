//! Takes what a wallet posts (OpenID4VP 1.0, section 8.2). A presentation that passes every check answers its request for
//! good, by one conditional UPDATE. Of any other only the kind of refusal is kept, and the request stays open: anybody
//! who has seen the QR code could have posted it.

use super::{
    begin,
    check::{self, NotBelieved},
    progress::is_open,
    request_object::{is_base64url, name},
    return_uri,
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
    },
    state::AppState,
};
use domain::{Device, Refusal, SecretToken, Timestamp};
use oid4vc::vp::response::{Answer, PostAnswer, Posted, RequestHint, ResponseError, WalletErrorCode};
use store::presentation_requests::PresentationRequest;

/// Why a post is refused.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The post itself is wrong, or not for the request that it names.
    #[error(transparent)]
    Response(#[from] ResponseError),
    /// It belongs to no request.
    #[error("there is no such request")]
    Unknown,
    /// Its request was answered, has expired, or a newer one took its place.
    #[error("the request is not open any more")]
    Over,
    /// The presentation does not log anybody in.
    #[error(transparent)]
    NotBelieved(#[from] NotBelieved),
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for AnswerError {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

/// What the wallet is told in one word
/// ([RFC 6749, section 4.1.2.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerErrorCode {
    /// The answer is wrong.
    InvalidRequest,
    /// The key or its person may not log in any more.
    AccessDenied,
    /// Whether the key still holds could not be found out.
    TemporarilyUnavailable,
}

impl AnswerError {
    /// What the wallet is told; `None` for our own fault.
    #[must_use]
    pub const fn code(&self) -> Option<AnswerErrorCode> {
        match self {
            Self::Response(_) | Self::Unknown | Self::Over => Some(AnswerErrorCode::InvalidRequest),
            Self::NotBelieved(why) => why.code(),
            Self::Fault(_) => None,
        }
    }

    /// What the page says of it; `None`: nothing.
    const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Response(_) => Some(Refusal::Unreadable),
            Self::NotBelieved(why) => why.refusal(),
            Self::Unknown | Self::Over | Self::Fault(_) => None,
        }
    }
}

/// Takes an answer.
///
/// # Errors
/// See [`AnswerError`]; nobody is logged in then.
pub async fn answer(state: &AppState, form: &[(String, String)]) -> Result<PostAnswer, AnswerError> {
    let posted = Posted::parse(form)?;
    let request = request_of(state, &posted).await?.ok_or(AnswerError::Unknown)?;
    let now = state.clock.now();
    if !is_open(&request, now) {
        return Err(AnswerError::Over);
    }
    match judge(state, &request, posted, now).await {
        Ok(taken) => Ok(taken),
        Err(error) => {
            if let Some(why) = error.refusal() {
                refuse(state, &request, why, &error, now).await?;
            }
            Err(error)
        }
    }
}

async fn request_of(state: &AppState, posted: &Posted<'_>) -> Result<Option<PresentationRequest>, Fault> {
    Ok(match posted.hint() {
        Some(RequestHint::Key(kid)) if is_base64url(kid) => {
            store::presentation_requests::by_key(&state.db, kid).await?
        }
        Some(RequestHint::State(text)) => match name(text) {
            Some(id) => store::presentation_requests::by_id(&state.db, &id).await?,
            None => None,
        },
        Some(RequestHint::Key(_)) | None => None,
    })
}

async fn judge(
    state: &AppState,
    request: &PresentationRequest,
    posted: Posted<'_>,
    now: Timestamp,
) -> Result<PostAnswer, AnswerError> {
    let key = begin::decryption_key(state, request);
    if key.is_none() && request.decryption_kid.is_some() {
        return Err(Fault::Missing("the one-time key of a request").into());
    }
    match posted.open(request.id.as_str(), key.as_ref())? {
        Answer::Refused(refused) => {
            tracing::info!(presentation_request = %request.id, code = ?refused.code, "a wallet did not share a key");
            let why = match refused.code {
                WalletErrorCode::AccessDenied | WalletErrorCode::WalletUnavailable => Refusal::Declined,
                WalletErrorCode::InvalidRequest
                | WalletErrorCode::InvalidClient
                | WalletErrorCode::VpFormatsNotSupported
                | WalletErrorCode::InvalidRequestUriMethod
                | WalletErrorCode::Other => Refusal::Unreadable,
            };
            store::presentation_requests::note_refusal(&state.db, &request.id, why, now).await?;
            state.live.moved(&request.log_in_id);
            Ok(PostAnswer::default())
        }
        Answer::Presented(presented) => {
            let believed = check::believe(state, request, &presented.vp_token, now).await?;
            accept(state, request, &believed, now).await
        }
    }
}

/// Answers the request for good. The key is looked at once more under its invitation's row, so that a revocation at the
/// same moment wins.
async fn accept(
    state: &AppState,
    request: &PresentationRequest,
    believed: &check::Believed,
    now: Timestamp,
) -> Result<PostAnswer, AnswerError> {
    let mut rng = state.random.generator().map_err(Fault::from)?;
    let code = (request.device == Device::Same).then(|| SecretToken::new(&mut rng));
    let tx = store::connect::begin(&state.db).await?;
    store::invitations::hold(&tx, &believed.key.invitation_id).await?;
    let believed = check::still_good(&tx, &believed.key.id, now).await?;
    let (employee, key) = (&believed.employee.id, &believed.key.id);
    let hash = code.as_ref().map(SecretToken::hash);
    if !store::presentation_requests::answer(&tx, &request.id, employee, key, hash, now).await? {
        tx.rollback().await?;
        return Err(AnswerError::Over);
    }
    record(&tx, now, Actor::Wallet, "key-shown", employee, None).await?;
    tx.commit().await?;
    state.live.moved(&request.log_in_id);
    Ok(PostAnswer { redirect_uri: code.map(|code| return_uri(state, &code)) })
}

/// Keeps why an answer was refused, and, if a key of ours was shown that opens nothing any more, that it was.
async fn refuse(
    state: &AppState,
    request: &PresentationRequest,
    why: Refusal,
    error: &AnswerError,
    now: Timestamp,
) -> Result<(), Fault> {
    tracing::info!(presentation_request = %request.id, ?why, "an answer of a wallet was refused");
    let tx = store::connect::begin(&state.db).await?;
    store::presentation_requests::note_refusal(&tx, &request.id, why, now).await?;
    if let AnswerError::NotBelieved(
        NotBelieved::Revoked(employee) | NotBelieved::Suspended(employee) | NotBelieved::NotActive(employee),
    ) = error
    {
        record(&tx, now, Actor::Wallet, "log-in-refused", employee, None).await?;
    }
    tx.commit().await?;
    state.live.moved(&request.log_in_id);
    Ok(())
}
