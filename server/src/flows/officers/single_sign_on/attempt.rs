//! What this browser asked the provider, as a cookie carries it there and back: sealed, so that nobody can read the verifier
//! or write an attempt of their own. Nothing is stored for it.

use crate::{flows::Fault, sealing, state::AppState};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Duration, OfficerId, OfficerSessionId, Timestamp};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};

/// How long somebody may take at the provider.
pub const LIFE: Duration = Duration::minutes(10);
/// What attempts are sealed as: nothing else that is sealed with the same key opens as one.
const SEALED_AS: &str = "single sign-on";
/// Longest cookie that is read.
const LONGEST: usize = 4096;

/// One question to the provider.
#[derive(Serialize, Deserialize)]
pub(super) struct Attempt {
    /// Comes back with the answer: it is this browser's own.
    pub state: String,
    /// Comes back in the ID token: it is for this question.
    pub nonce: String,
    /// Shown with the code: it was this service that asked
    /// ([RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html)).
    pub verifier: String,
    /// When.
    pub asked_at: Timestamp,
    /// What for.
    pub purpose: Purpose,
    /// The page that comes after.
    pub then: String,
}

/// What the provider is asked for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To log somebody in. The session that this browser had ends then.
    LogIn(Option<Session>),
    /// To show the second factor again in this session.
    Confirm(Session),
}

/// A session and whose it is. The provider sends the browser back without the cookie that says so: that one goes along with
/// our own links only.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Session {
    pub officer: OfficerId,
    pub id: OfficerSessionId,
}

impl Attempt {
    /// As a cookie's value.
    pub(super) fn seal(&self, state: &AppState, rng: &mut impl CryptoRng) -> Result<String, Fault> {
        let sealed = sealing::seal(&state.keys.officer, SEALED_AS, &serde_json::to_vec(self)?, rng)?;
        Ok(format!("{}.{}", sealed.key_id, URL_SAFE_NO_PAD.encode(sealed.payload)))
    }

    /// From a cookie's value; `None` if it is none of ours or too old.
    pub(super) fn open(state: &AppState, cookie: &str) -> Option<Self> {
        let (key_id, payload) = cookie.split_once('.').filter(|_| cookie.len() <= LONGEST)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).ok()?;
        let clear = sealing::open(&state.keys.officer, SEALED_AS, key_id, &payload).ok()?;
        let attempt: Self = serde_json::from_slice(&clear).ok()?;
        (state.clock.now() < attempt.asked_at + LIFE).then_some(attempt)
    }
}
