//! The two cookies of the journey: the token of the link that was opened last, and the secret of the flow session.

use crate::{config::Settings, flows::visit::Cookies};
use axum::http::{HeaderMap, HeaderValue, header};
use domain::{Policy, SecretToken};

/// Reads them from a request. Of several cookies with one name the first counts, as browsers send the most specific
/// first.
#[must_use]
pub fn read(settings: &Settings, headers: &HeaderMap) -> Cookies {
    let mut pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut cookies = Cookies::default();
    let (link, flow) = (settings.link_cookie(), settings.flow_cookie());
    for (name, value) in pairs.by_ref().filter_map(|pair| pair.trim().split_once('=')) {
        if name == link && cookies.link.is_none() {
            cookies.link = Some(value.parse());
        } else if name == flow && cookies.flow.is_none() {
            cookies.flow = value.parse().ok();
        }
    }
    cookies
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

fn cookie(settings: &Settings, name: &str, value: &str, seconds: u32) -> HeaderValue {
    let secure = if settings.secure_cookies() { "; Secure" } else { "" };
    // `Lax`: the link in an email is a navigation from another site, and so is the way back from a wallet.
    let cookie = format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        Policy::span(seconds).as_seconds()
    );
    // Names are ours and values base64url: they always fit.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}
