//! The two cookies of the journey: the token of the link that was opened last, and the secret of the flow session.

use crate::{config::Settings, flows::visit::Cookies};
use axum::http::{HeaderMap, HeaderValue, header};
use domain::{Policy, SecretToken, cookie};

/// Reads them from a request.
#[must_use]
pub fn read(settings: &Settings, headers: &HeaderMap) -> Cookies {
    Cookies {
        link: value(headers, settings.link_cookie()).map(str::parse),
        flow: value(headers, settings.flow_cookie()).and_then(|value| value.parse().ok()),
    }
}

/// The value of a cookie.
pub(in crate::http) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .find_map(|header| cookie::find(header, name))
}

/// Keeps the token of a link until `Continue` is pressed. A token that is none is kept as such, so that a malformed link
/// and an unknown one end in the same page.
#[must_use]
pub fn link(settings: &Settings, token: Option<&SecretToken>) -> HeaderValue {
    let value = token.map_or_else(|| "none".to_owned(), SecretToken::reveal);
    cookie(settings, settings.link_cookie(), &value, settings.policy.invitation_seconds)
}

/// Keeps the secret of a flow session.
#[must_use]
pub fn flow(settings: &Settings, secret: &SecretToken) -> HeaderValue {
    let longest = settings.policy.unverified_session_seconds.max(settings.policy.session_seconds);
    cookie(settings, settings.flow_cookie(), &secret.reveal(), longest)
}

/// Forgets the token of a link.
#[must_use]
pub fn no_link(settings: &Settings) -> HeaderValue {
    cookie(settings, settings.link_cookie(), "", 0)
}

/// A cookie for this service alone.
pub(in crate::http) fn cookie(settings: &Settings, name: &str, value: &str, seconds: u32) -> HeaderValue {
    let secure = if settings.secure_cookies() { "; Secure" } else { "" };
    // `Lax`: the link in an email is a navigation from another site, and so is the way back from a wallet.
    let cookie = format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        Policy::span(seconds).as_seconds()
    );
    // Names are ours and values base64url: they always fit.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}
