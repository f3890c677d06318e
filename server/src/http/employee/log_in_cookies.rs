//! The cookies about logging in: this browser's attempt, its session, the mark by which it is known, and the code with
//! which a wallet came back to it.

use super::cookies;
use crate::{config::Settings, flows::signed_in::LogInCookies};
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};
use domain::SecretToken;

/// What the browser is to forget ([Clear Site Data](https://www.w3.org/TR/clear-site-data/#header)). Not its cookies: one
/// of them is the mark by which it is known at the next log in.
pub(in crate::http) const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogInCookie {
    /// This browser's attempt to log in.
    LogIn,
    /// The session.
    Session,
    /// By which the browser is known.
    Browser,
    /// The code with which the wallet came back.
    Returned,
}

impl LogInCookie {
    /// Its name: `__Host-` where cookies are `Secure`, so that no other host can set it.
    #[must_use]
    pub fn name(self, settings: &Settings) -> &'static str {
        match (self, settings.secure_cookies()) {
            (Self::LogIn, true) => "__Host-latchkey-login",
            (Self::LogIn, false) => "latchkey-login",
            (Self::Session, true) => "__Host-latchkey-session",
            (Self::Session, false) => "latchkey-session",
            (Self::Browser, true) => "__Host-latchkey-browser",
            (Self::Browser, false) => "latchkey-browser",
            (Self::Returned, true) => "__Host-latchkey-return",
            (Self::Returned, false) => "latchkey-return",
        }
    }

    fn seconds(self, settings: &Settings) -> u32 {
        let policy = &settings.policy;
        match self {
            Self::LogIn | Self::Session => policy.log_in_seconds,
            Self::Browser => policy.known_browser_seconds,
            Self::Returned => policy.response_code_seconds,
        }
    }

    /// Keeps `secret` in it.
    #[must_use]
    pub fn set(self, settings: &Settings, secret: &SecretToken) -> HeaderValue {
        cookies::cookie(settings, self.name(settings), &secret.reveal(), self.seconds(settings))
    }

    /// Forgets it.
    #[must_use]
    pub fn forget(self, settings: &Settings) -> HeaderValue {
        cookies::cookie(settings, self.name(settings), "", 0)
    }
}

/// Reads them from a request.
#[must_use]
pub fn read(settings: &Settings, headers: &HeaderMap) -> LogInCookies {
    let secret =
        |cookie: LogInCookie| cookies::value(headers, cookie.name(settings)).and_then(|value| value.parse().ok());
    LogInCookies {
        log_in: secret(LogInCookie::LogIn),
        session: secret(LogInCookie::Session),
        browser: secret(LogInCookie::Browser),
        returned: secret(LogInCookie::Returned),
    }
}

/// The answer to somebody who logged out: the browser forgets the session and what it keeps of us.
#[must_use]
pub fn logged_out(settings: &Settings, mut response: Response) -> Response {
    response.headers_mut().append(header::SET_COOKIE, LogInCookie::Session.forget(settings));
    response.headers_mut().insert(CLEAR.0, CLEAR.1);
    response
}
