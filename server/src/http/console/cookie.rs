//! The cookie of an officer's browser.

use crate::{config::Settings, http::employee::cookies};
use axum::http::{HeaderMap, HeaderValue};
use domain::SecretToken;

/// Its name: `__Host-` where cookies are `Secure`, so that no other host can set it.
#[must_use]
pub fn name(settings: &Settings) -> &'static str {
    if settings.secure_cookies() { "__Host-latchkey-officer" } else { "latchkey-officer" }
}

/// The secret in it.
#[must_use]
pub fn read(settings: &Settings, headers: &HeaderMap) -> Option<SecretToken> {
    cookies::value(headers, name(settings)).and_then(|value| value.parse().ok())
}

/// Keeps `secret` in it.
#[must_use]
pub fn set(settings: &Settings, secret: &SecretToken) -> HeaderValue {
    written(settings, &secret.reveal(), settings.policy.officer_seconds)
}

/// Forgets it.
#[must_use]
pub fn forget(settings: &Settings) -> HeaderValue {
    written(settings, "", 0)
}

/// `Strict`: no link from elsewhere leads into the console with its rights.
fn written(settings: &Settings, value: &str, seconds: u32) -> HeaderValue {
    let secure = if settings.secure_cookies() { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}", name(settings));
    // Names are ours and values base64url: they always fit.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}
