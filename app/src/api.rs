//! The only file that fetches. Every exchange ends within [`PATIENCE_MS`].

use crate::browser::timer::Timer;
use contract::{Endpoint, Load, Page};
use gloo_net::http::{Request, RequestBuilder};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortController;

/// Milliseconds after which a person is told that the service does not answer.
const PATIENCE_MS: u32 = 10_000;

/// Why there is no answer to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ApiError {
    /// No connection, or no answer in time.
    #[error("the service could not be reached")]
    Unreachable,
    /// An answer that is not the one agreed on: an error of the service, or of something between it and the browser.
    #[error("the service could not do it")]
    Refused,
}

/// Sends a form to an endpoint.
pub(crate) async fn send<E: Endpoint>(form: &E::Request) -> Result<E::Response, ApiError> {
    exchange(Request::post(E::PATH), Some(encode(form)?)).await
}

/// Sends the fields of a form as they stand in the document, already encoded.
pub(crate) async fn send_fields(path: &str, fields: String) -> Result<Page, ApiError> {
    exchange(Request::post(path), Some(fields)).await
}

/// Reads.
pub(crate) async fn load<E: Load>(query: &E::Request) -> Result<E::Response, ApiError> {
    exchange(Request::get(&format!("{}?{}", E::PATH, encode(query)?)), None).await
}

fn encode(fields: &impl Serialize) -> Result<String, ApiError> {
    serde_urlencoded::to_string(fields).map_err(|_| ApiError::Refused)
}

async fn exchange<T: DeserializeOwned>(request: RequestBuilder, form: Option<String>) -> Result<T, ApiError> {
    let request = request.header("Accept", "application/json");
    let abort = AbortController::new().map_err(|_| ApiError::Refused)?;
    let request = request.abort_signal(Some(&abort.signal()));
    let request = match form {
        Some(body) => request.header("Content-Type", "application/x-www-form-urlencoded").body(body),
        None => request.build(),
    };
    // Dropped with this function: the time limit covers the body too.
    let _limit = Timer::after(PATIENCE_MS, move || abort.abort());
    let answer = request.map_err(|_| ApiError::Refused)?.send().await.map_err(|_| ApiError::Unreachable)?;
    if !answer.ok() {
        return Err(ApiError::Refused);
    }
    let body = answer.text().await.map_err(|_| ApiError::Unreachable)?;
    serde_json::from_str(&body).map_err(|_| ApiError::Refused)
}
