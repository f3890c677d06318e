//! Logging in with the access key (OpenID4VP 1.0).
//!
//! In the order in which a log in meets them: [`begin`] asks, with two requests for a presentation → [`request_object`]
//! is what a wallet reads → [`answer`] takes the presentation, [`check`] and [`status`] judge it by what [`trust`] holds
//! → [`finish`] turns it into a session. [`progress`] says how far it has come, [`shown`] what the page shows of it.

pub mod answer;
pub mod begin;
pub mod check;
pub mod finish;
pub mod progress;
pub mod request_object;
pub mod shown;
pub mod status;
pub mod trust;

use super::{Fault, signed_in::LogInCookies};
use crate::state::AppState;
use domain::{Duration, SecretToken};
use store::log_ins::LogIn;

/// Where wallets read requests; the request's name follows.
pub const REQUEST_PATH: &str = "/openid4vp/requests/";
/// Where wallets post their answers.
pub const RESPONSE_PATH: &str = "/openid4vp/response";
/// Where a wallet sends the browser of the same device.
pub const RETURN_PATH: &str = "/login/return";

/// How long a log in waits for the next press before it counts as given up.
const IDLE: Duration = Duration::hours(1);
/// How long a log in lasts in any case.
const LIFE: Duration = Duration::hours(2);

/// What this browser has begun, if that is not over.
///
/// # Errors
/// When the database does not answer.
pub async fn of_browser(state: &AppState, cookies: &LogInCookies) -> Result<Option<LogIn>, Fault> {
    let Some(token) = &cookies.log_in else { return Ok(None) };
    let found = store::log_ins::by_hash(&state.db, &token.hash()).await?;
    let now = state.clock.now();
    let stands = |log_in: &LogIn| now < log_in.seen_at + IDLE && now < log_in.created_at + LIFE;
    Ok(found.filter(|log_in| log_in.ended_at.is_none() && stands(log_in)))
}

/// The address to which a wallet sends the browser of the same device.
fn return_uri(state: &AppState, code: &SecretToken) -> String {
    state.settings.url(&format!("{RETURN_PATH}?response_code={}", code.reveal()))
}
