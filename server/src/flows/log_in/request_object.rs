//! What a wallet reads: the signed request for a presentation (OpenID4VP 1.0, section 5). May be read again until it is
//! answered, ended or expired: some wallets read it twice.

use super::{REQUEST_PATH, RESPONSE_PATH, begin, progress::is_open};
use crate::{flows::Fault, state::AppState};
use domain::{PresentationRequestId, Timestamp};
use oid4vc::vp::{
    link::RequestUriMethod,
    request::{MAX_LIFE_SECONDS, RequestObject, ResponseMode},
};
use store::presentation_requests::PresentationRequest;

/// What a wallet gets that reads a request.
#[derive(Debug)]
pub enum Read {
    /// The signed object.
    Object(String),
    /// There was such a request; it is over.
    Over,
    /// There is no such request.
    Unknown,
}

/// A wallet reads a request; `wallet_nonce` is what it posted for it. The first time, the open page learns of it.
///
/// # Errors
/// When the database does not answer.
pub async fn read(state: &AppState, id: &str, wallet_nonce: Option<&str>) -> Result<Read, Fault> {
    let Some(id) = name(id) else { return Ok(Read::Unknown) };
    let now = state.clock.now();
    let Some(request) = store::presentation_requests::by_id(&state.db, &id).await? else { return Ok(Read::Unknown) };
    let lasts = request.expires_at.as_seconds().saturating_sub(now.as_seconds()).min(MAX_LIFE_SECONDS);
    if !is_open(&request, now) || lasts < 1 {
        return Ok(Read::Over);
    }
    let object = sign(state, &request, wallet_nonce, now, now.as_seconds().saturating_add(lasts))?;
    if request.fetched_at.is_none() && store::presentation_requests::mark_fetched(&state.db, &request.id, now).await? {
        state.live.moved(&request.log_in_id);
    }
    Ok(Read::Object(object))
}

/// A text that can be the name of a request. The database is not asked for anything else: PostgreSQL takes no NUL in a
/// text.
pub(super) fn name(text: &str) -> Option<PresentationRequestId> {
    is_base64url(text).then(|| PresentationRequestId::from(text.to_owned()))
}

pub(super) fn is_base64url(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn sign(
    state: &AppState,
    request: &PresentationRequest,
    wallet_nonce: Option<&str>,
    now: Timestamp,
    expires_at: i64,
) -> Result<String, Fault> {
    let key = begin::decryption_key(state, request);
    // A request keeps the mode in which it was made, whatever the settings say since.
    let response_mode = match (&key, &request.decryption_kid) {
        (Some(key), _) => ResponseMode::DirectPostJwt(key),
        (None, None) => ResponseMode::DirectPost,
        (None, Some(_)) => return Err(Fault::Missing("the one-time key of a request")),
    };
    let object = RequestObject {
        client_id: &state.trust.client_id,
        response_mode,
        response_uri: &state.settings.url(RESPONSE_PATH),
        nonce: &request.nonce,
        state: request.id.as_str(),
        issued_at: now.as_seconds(),
        expires_at,
        query: &state.trust.queries,
        wallet_nonce,
    };
    Ok(object.sign(&state.keys.request.key, &state.keys.request.chain)?)
}

/// The link that opens the wallet with a request: for the button, or as a QR code.
#[must_use]
pub fn link(state: &AppState, request: &PresentationRequest) -> String {
    let request_uri = state.settings.url(&format!("{REQUEST_PATH}{}", request.id));
    state.trust.wallet.link(&state.trust.client_id, &request_uri, RequestUriMethod::Post)
}
