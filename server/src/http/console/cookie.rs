//! The cookies of an officer's browser: its session, and the mark by which it is known at the next log in.

use crate::{config::Settings, flows::officers::Mark, http::employee::cookies};
use axum::http::{HeaderMap, HeaderValue};
use domain::SecretToken;

/// Name of the session's: `__Host-` where cookies are `Secure`, so that no other host can set it.
#[must_use]
pub fn name(settings: &Settings) -> &'static str {
    if settings.secure_cookies() { "__Host-latchkey-officer" } else { "latchkey-officer" }
}

/// Name of the mark's.
fn mark_name(settings: &Settings) -> &'static str {
    if settings.secure_cookies() { "__Host-latchkey-officer-known" } else { "latchkey-officer-known" }
}

/// The secret of the session.
#[must_use]
pub fn read(settings: &Settings, headers: &HeaderMap) -> Option<SecretToken> {
    cookies::value(headers, name(settings)).and_then(|value| value.parse().ok())
}

/// The mark, as the browser says it.
#[must_use]
pub fn mark<'a>(settings: &Settings, headers: &'a HeaderMap) -> Option<&'a str> {
    cookies::value(headers, mark_name(settings))
}

/// Keeps the secret of the session.
#[must_use]
pub fn set(settings: &Settings, secret: &SecretToken) -> HeaderValue {
    written(settings, name(settings), &secret.reveal(), settings.policy.officer_seconds)
}

/// Keeps the mark. Logging out leaves it: it is for the next log in.
#[must_use]
pub fn set_mark(settings: &Settings, mark: &Mark) -> HeaderValue {
    written(settings, mark_name(settings), mark.reveal(), settings.policy.known_browser_seconds)
}

/// Forgets the session.
#[must_use]
pub fn forget(settings: &Settings) -> HeaderValue {
    written(settings, name(settings), "", 0)
}

/// `Strict`: no link from elsewhere leads into the console with its rights.
fn written(settings: &Settings, name: &str, value: &str, seconds: u32) -> HeaderValue {
    let secure = if settings.secure_cookies() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    // Names are ours and values base64url: they always fit.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}
