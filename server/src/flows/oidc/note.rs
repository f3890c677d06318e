//! A portal's request as a note that the browser carries through the log in: in `/login?for=…`, in the log in's row, and
//! back at `/oidc/resume?for=…`. Nothing is stored for a request that nobody follows up.
//!
//! A note is the request and when it was asked, signed with a key of `keys.dir`. It is no secret and says nothing of any
//! person; whoever brings it gets what they would have got by asking themselves. Where a note is carried, the log in page
//! has to log in anew, even in a browser that is logged in: this is what the portal asked for.

use super::request::PortalRequest;
use crate::{keys::mac, state::AppState};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Duration, Timestamp};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// How long a note is good for: time for a person to find their phone.
const LIFE: Duration = Duration::minutes(30);
/// Longest note that is read.
const LONGEST: usize = 8192;

/// What is signed.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    request: PortalRequest,
    asked_at: Timestamp,
}

/// Writes a note of a request that was made at `asked_at`.
///
/// # Errors
/// Never in practice: a request is plain JSON.
pub fn write(state: &AppState, request: PortalRequest, asked_at: Timestamp) -> Result<String, serde_json::Error> {
    let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&Note { request, asked_at })?);
    let tag = URL_SAFE_NO_PAD.encode(signed(state, &text).finalize().into_bytes());
    Ok(format!("{text}.{tag}"))
}

/// Reads a note: the request and when it was made. `None` if it was not made here, is too old, or is from a portal that
/// is not registered any more.
#[must_use]
pub fn read(state: &AppState, note: &str) -> Option<(PortalRequest, Timestamp)> {
    let (text, tag) = note.split_once('.').filter(|_| note.len() <= LONGEST)?;
    signed(state, text).verify_slice(&URL_SAFE_NO_PAD.decode(tag).ok()?).ok()?;
    let Note { request, asked_at } = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let good = state.clock.now() < asked_at + LIFE && request.is_registered(&state.settings);
    good.then_some((request, asked_at))
}

/// Whether a note is one of ours and still good.
#[must_use]
pub fn is_ours(state: &AppState, note: &str) -> bool {
    read(state, note).is_some()
}

/// The name of the portal that a note is from.
#[must_use]
pub fn portal_name(state: &AppState, note: &str) -> Option<String> {
    let (request, _) = read(state, note)?;
    state.settings.client(&request.client_id).map(|client| client.name.clone())
}

fn signed(state: &AppState, text: &str) -> Hmac<Sha256> {
    mac(&state.keys.note, "portal request", text)
}
