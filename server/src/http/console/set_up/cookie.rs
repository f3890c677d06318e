//! The cookie that holds the token of an officer's link, out of sight of the address bar. `Lax`, unlike the officer's own:
//! the link is a navigation from elsewhere.

use crate::{config::Settings, http::employee::cookies};
use axum::http::{HeaderMap, HeaderValue};
use domain::{SecretToken, WrongToken};

fn name(settings: &Settings) -> &'static str {
    if settings.secure_cookies() { "__Host-latchkey-officer-link" } else { "latchkey-officer-link" }
}

/// Reads it.
pub(super) fn read(settings: &Settings, headers: &HeaderMap) -> Option<Result<SecretToken, WrongToken>> {
    cookies::value(headers, name(settings)).map(str::parse)
}

/// Keeps the token of a link. A token that is none is kept as such, so that a malformed link and an unknown one end in
/// the same page.
pub(super) fn set(settings: &Settings, token: Option<&SecretToken>) -> HeaderValue {
    let value = token.map_or_else(|| "none".to_owned(), SecretToken::reveal);
    cookies::cookie(settings, name(settings), &value, settings.policy.officer_link_seconds)
}

/// Forgets it.
pub(super) fn forget(settings: &Settings) -> HeaderValue {
    cookies::cookie(settings, name(settings), "", 0)
}
