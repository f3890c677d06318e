//! Requests that this service makes itself, to addresses from the settings: in time, of limited size, and never led
//! elsewhere by a redirect.

use axum::http;
use reqwest::{
    Client, Response,
    header::{ACCEPT, CONTENT_TYPE},
    redirect::Policy,
};
use std::time::Duration;

/// Longest time until a connection stands.
const CONNECT: Duration = Duration::from_secs(2);
/// Longest time until an answer is there as a whole, unless the caller has less.
const TOTAL: Duration = Duration::from_secs(10);

/// The client of all such requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct Outgoing(Client);

/// The client cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("requests to others cannot be made")]
pub struct NoOutgoing(#[source] reqwest::Error);

/// There is no answer that can be used. Whom it was asked of is left out: addresses may be secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// Nobody there, nobody in time, or a broken answer.
    #[error("there was no answer")]
    Unreachable,
    /// Another status than success; redirects are among them.
    #[error("the answer has status {0}")]
    Status(u16),
    /// Another media type than the one asked for.
    #[error("the answer is of another kind")]
    Kind,
    /// Longer than the caller takes.
    #[error("the answer is too long")]
    TooLong,
}

impl Outgoing {
    /// A client that trusts the certificates that the operating system trusts.
    ///
    /// # Errors
    /// When those cannot be read.
    pub fn new() -> Result<Self, NoOutgoing> {
        // A second call is refused, and means that the first has done its work.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().connect_timeout(CONNECT).timeout(TOTAL).redirect(Policy::none());
        client.build().map(Self).map_err(NoOutgoing)
    }

    /// Fetches a text of the media type `kind`, at most `most` bytes of it, within `patience`.
    ///
    /// # Errors
    /// See [`NoAnswer`].
    pub async fn get(&self, url: &str, kind: &str, most: usize, patience: Duration) -> Result<String, NoAnswer> {
        let request = self.0.get(url).header(ACCEPT, kind).timeout(patience);
        let answer = request.send().await.map_err(|_| NoAnswer::Unreachable)?;
        check_status(&answer)?;
        if !is_kind(&answer, kind) {
            return Err(NoAnswer::Kind);
        }
        String::from_utf8(read(answer, most).await?).map_err(|_| NoAnswer::Kind)
    }

    /// Sends a request as it is; the answer whatever its status, with at most `most` bytes, within `patience`.
    ///
    /// # Errors
    /// See [`NoAnswer`].
    pub async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        most: usize,
        patience: Duration,
    ) -> Result<http::Response<Vec<u8>>, NoAnswer> {
        let mut request = reqwest::Request::try_from(request).map_err(|_| NoAnswer::Unreachable)?;
        *request.timeout_mut() = Some(patience);
        let mut answer = self.0.execute(request).await.map_err(|_| NoAnswer::Unreachable)?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut whole = http::Response::new(read(answer, most).await?);
        (*whole.status_mut(), *whole.headers_mut()) = (status, headers);
        Ok(whole)
    }

    /// Posts an encoded form; what the answer says besides its status is not read.
    ///
    /// # Errors
    /// See [`NoAnswer`].
    pub async fn post_form(&self, url: &str, form: String) -> Result<(), NoAnswer> {
        let request = self.0.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        check_status(&request.send().await.map_err(|_| NoAnswer::Unreachable)?)
    }
}

async fn read(mut answer: Response, most: usize) -> Result<Vec<u8>, NoAnswer> {
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| NoAnswer::Unreachable)? {
        if body.len().saturating_add(part.len()) > most {
            return Err(NoAnswer::TooLong);
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

fn check_status(answer: &Response) -> Result<(), NoAnswer> {
    match answer.status() {
        status if status.is_success() => Ok(()),
        status => Err(NoAnswer::Status(status.as_u16())),
    }
}

fn is_kind(answer: &Response, kind: &str) -> bool {
    let told = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    told.and_then(|value| value.split(';').next()).is_some_and(|value| value.trim().eq_ignore_ascii_case(kind))
}
