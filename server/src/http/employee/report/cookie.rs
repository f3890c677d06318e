//! The cookie that holds the token of a report's link, out of sight of the address bar.

use crate::{config::Settings, http::employee::cookies};
use axum::http::{HeaderMap, HeaderValue};
use domain::{SecretToken, WrongToken};

fn name(settings: &Settings) -> &'static str {
    if settings.secure_cookies() { "__Host-latchkey-report" } else { "latchkey-report" }
}

/// Reads it.
pub(super) fn read(settings: &Settings, headers: &HeaderMap) -> Option<Result<SecretToken, WrongToken>> {
    cookies::value(headers, name(settings)).map(str::parse)
}

/// Keeps the token of a link. A token that is none is kept as such, so that a malformed link and an unknown one end in
/// the same page.
pub(super) fn set(settings: &Settings, token: Option<&SecretToken>) -> HeaderValue {
    let value = token.map_or_else(|| "none".to_owned(), SecretToken::reveal);
    cookies::cookie(settings, name(settings), &value, settings.policy.report_link_seconds)
}
