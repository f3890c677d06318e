//! Requests to an issuer: https only (http on this computer alone), no redirects, small answers, short waits.

use std::error::Error;
use std::time::Duration;

use axum::http::header::{ACCEPT, InvalidHeaderValue, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use reqwest::redirect::Policy;
use reqwest::{Client, Request, RequestBuilder};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::address::{AddressError, secure};

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 1024 * 1024;

/// Why a request brought no usable answer. Each is one sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The client could not be set up.
    #[error("The wallet could not prepare its connections: {}", root(.0))]
    Setup(#[source] reqwest::Error),
    /// The address is not one that requests may go to.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// No answer came, or it broke off.
    #[error("The wallet asked for {what} and got no answer: {}", root(source))]
    NoAnswer {
        /// What was asked for.
        what: &'static str,
        /// What went wrong.
        source: reqwest::Error,
    },
    /// The answer is larger than any honest one.
    #[error("The answer with {0} is too large")]
    TooLarge(&'static str),
    /// What the issuer sent cannot be sent back in a header.
    #[error("The issuer sent a token that cannot be used: {0}")]
    Header(#[from] InvalidHeaderValue),
    /// The issuer said no.
    #[error("The issuer refused {what}: {reason}")]
    Refused {
        /// What was asked for.
        what: &'static str,
        /// The issuer's `error`, empty when it gave none.
        code: String,
        /// The issuer's `error` and `error_description`, else the HTTP status.
        reason: String,
    },
    /// The answer is not what the specification says.
    #[error("The wallet cannot read {what}: {source}")]
    Malformed {
        /// What was asked for.
        what: &'static str,
        /// Where the JSON is wrong.
        source: serde_json::Error,
    },
}

/// The client that all requests go through.
#[derive(Clone)]
pub struct Http(Client);

/// A whole answer.
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, at most [`MAX_ANSWER`] bytes.
    pub body: Vec<u8>,
}

/// The error members of [RFC 6749 section 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2).
#[derive(Default, Deserialize)]
struct ErrorBody {
    error: String,
    error_description: Option<String>,
}

impl Http {
    /// A client that waits ten seconds at most.
    ///
    /// # Errors
    /// [`HttpError::Setup`].
    pub fn new() -> Result<Self, HttpError> {
        let builder = || {
            Client::builder()
                .redirect(Policy::none())
                .timeout(Duration::from_secs(10))
                .no_proxy()
                .user_agent("latchkey-demo-wallet")
        };
        // A computer without trusted certificates can still ask itself over http; https then fails.
        let client = builder().build().or_else(|_| builder().tls_certs_only([]).build());
        client.map(Self).map_err(HttpError::Setup)
    }

    /// The client, to build a request for [`Http::send`].
    pub fn client(&self) -> &Client {
        &self.0
    }

    /// Gets `address`, which must answer with success.
    ///
    /// # Errors
    /// Any [`HttpError`]; `what` names the thing in its sentence.
    pub async fn get(&self, what: &'static str, address: &str, accept: &str) -> Result<Answer, HttpError> {
        let request = build(what, self.0.get(secure(address)?).header(ACCEPT, accept))?;
        self.send(what, request).await?.success(what)
    }

    /// Sends `request` and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// [`HttpError::NoAnswer`] and [`HttpError::TooLarge`].
    pub async fn send(&self, what: &'static str, request: Request) -> Result<Answer, HttpError> {
        // The address may hold a one-time reference, so it stays out of the sentence.
        let no_answer = |source: reqwest::Error| HttpError::NoAnswer { what, source: source.without_url() };
        let mut response = self.0.execute(request).await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(no_answer)? {
            body.extend_from_slice(&chunk);
            if body.len() > MAX_ANSWER {
                return Err(HttpError::TooLarge(what));
            }
        }
        Ok(Answer { status, headers, body })
    }
}

impl Answer {
    /// This answer if its status is 2xx.
    ///
    /// # Errors
    /// [`HttpError::Refused`] with the issuer's own words.
    pub fn success(self, what: &'static str) -> Result<Self, HttpError> {
        if self.status.is_success() {
            return Ok(self);
        }
        let body = self.error_body();
        let reason = match (&body.error, &body.error_description) {
            (error, Some(description)) if !error.is_empty() => format!("{error} ({description})"),
            (error, _) if !error.is_empty() => error.clone(),
            // A resource server may say it in a header alone (RFC 6750 section 3).
            _ => match self.challenge() {
                "" => format!("HTTP status {}", self.status.as_u16()),
                challenge => format!("HTTP status {}, {challenge}", self.status.as_u16()),
            },
        };
        Err(HttpError::Refused { what, code: body.error, reason })
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// [`HttpError::Malformed`].
    pub fn json<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, HttpError> {
        serde_json::from_slice(&self.body).map_err(|source| HttpError::Malformed { what, source })
    }

    /// Whether the server wants the request again with its DPoP nonce
    /// ([RFC 9449 sections 8 and 9](https://www.rfc-editor.org/rfc/rfc9449#section-8)).
    pub fn wants_dpop_nonce(&self) -> bool {
        let code = "use_dpop_nonce";
        match self.status {
            StatusCode::BAD_REQUEST => self.error_body().error == code,
            StatusCode::UNAUTHORIZED => self.challenge().contains(code),
            _ => false,
        }
    }

    fn error_body(&self) -> ErrorBody {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn challenge(&self) -> &str {
        self.headers.get(WWW_AUTHENTICATE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Builds `request`, to be sent with [`Http::send`].
///
/// # Errors
/// [`HttpError::NoAnswer`] when it cannot be built.
pub fn build(what: &'static str, request: RequestBuilder) -> Result<Request, HttpError> {
    request.build().map_err(|source| HttpError::NoAnswer { what, source })
}

/// The innermost cause, which alone says what went wrong.
fn root(error: &dyn Error) -> &dyn Error {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause
}
