//! The only file that fetches. Every exchange ends within [`PATIENCE_MS`].

use crate::browser::timer::Timer;
use contract::{Load, Page};
use gloo_net::http::{Request, RequestBuilder};
use serde::de::DeserializeOwned;
use web_sys::AbortController;

/// Milliseconds after which a person is told that the service does not answer.
const PATIENCE_MS: u32 = 10_000;
/// What the page reads.
const JSON: &str = "application/json";

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

/// Sends a form, its fields already encoded.
pub(crate) async fn send_fields(path: &str, fields: String) -> Result<Page, ApiError> {
    read(path, fields).await
}

/// Sends a form, and reads what is wanted of the answer.
pub(crate) async fn read<T: DeserializeOwned>(path: &str, fields: String) -> Result<T, ApiError> {
    parse(&exchange(Request::post(path).header("Accept", JSON), Some(fields)).await?.1)
}

/// Sends a form as the browser itself would, and says where the answer led.
pub(crate) async fn submit(path: &str, fields: String) -> Result<String, ApiError> {
    Ok(exchange(Request::post(path).header("Accept", "text/html"), Some(fields)).await?.0)
}

/// Reads.
pub(crate) async fn load<E: Load>(query: &E::Request) -> Result<E::Response, ApiError> {
    let query = serde_urlencoded::to_string(query).map_err(|_| ApiError::Refused)?;
    let request = Request::get(&format!("{}?{query}", E::PATH)).header("Accept", JSON);
    parse(&exchange(request, None).await?.1)
}

fn parse<T: DeserializeOwned>(body: &str) -> Result<T, ApiError> {
    serde_json::from_str(body).map_err(|_| ApiError::Refused)
}

/// Address and body of the answer.
async fn exchange(request: RequestBuilder, form: Option<String>) -> Result<(String, String), ApiError> {
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
    Ok((answer.url(), body))
}
