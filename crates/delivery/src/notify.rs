//! GOV.UK Notify: who we are, one request, and what its answers mean
//! ([REST API](https://docs.notifications.service.gov.uk/rest-api.html)).

use crate::dispatch::{CONNECT, Failure, Receipt, TOTAL, code};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, StatusCode, header::CONTENT_TYPE, redirect::Policy};
use serde_json::{Value, json};
use sha2::Sha256;
use std::str::FromStr;
use url::Url;
use zeroize::Zeroizing;

/// Name in errors.
const SERVICE: &str = "GOV.UK Notify";
/// Characters of a UUID.
const UUID: usize = 36;

/// An API key of a service: a name, the service's id and a secret, joined by `-`.
#[derive(Clone)]
pub struct ApiKey {
    service: String,
    secret: Zeroizing<String>,
}

/// Not an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it must be a whole API key of GOV.UK Notify, which ends with two ids of 36 characters")]
pub struct WrongApiKey;

impl FromStr for ApiKey {
    type Err = WrongApiKey;
    fn from_str(text: &str) -> Result<Self, WrongApiKey> {
        let is_uuid = |text: &str| text.len() == UUID && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        let (rest, secret) =
            text.len().checked_sub(UUID).and_then(|at| text.split_at_checked(at)).ok_or(WrongApiKey)?;
        let rest = rest.strip_suffix('-').ok_or(WrongApiKey)?;
        let (_, service) = rest.len().checked_sub(UUID).and_then(|at| rest.split_at_checked(at)).ok_or(WrongApiKey)?;
        if !is_uuid(service) || !is_uuid(secret) {
            return Err(WrongApiKey);
        }
        Ok(Self { service: service.to_owned(), secret: Zeroizing::new(secret.to_owned()) })
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

impl ApiKey {
    /// The token of a request, good for 30 seconds
    /// ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519), signed by HMAC-SHA-256).
    fn token(&self, now: Timestamp) -> Option<String> {
        let encode = |value: Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let head = encode(json!({ "alg": "HS256", "typ": "JWT" }));
        let claims = encode(json!({ "iss": self.service, "iat": now.as_seconds() }));
        let signed = format!("{head}.{claims}");
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).ok()?;
        mac.update(signed.as_bytes());
        Some(format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
    }
}

/// A service at GOV.UK Notify; cheap to clone.
#[derive(Clone, Debug)]
pub struct Notify {
    client: Client,
    url: String,
    key: ApiKey,
}

/// The client cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("requests to GOV.UK Notify cannot be made")]
pub struct NoClient(#[source] reqwest::Error);

impl Notify {
    /// Where the API is.
    pub const ADDRESS: &str = "https://api.notifications.service.gov.uk";

    /// `url` is an address to call in place of [`Notify::ADDRESS`].
    ///
    /// # Errors
    /// When the certificates that the operating system trusts cannot be read.
    pub fn new(url: Option<Url>, key: ApiKey) -> Result<Self, NoClient> {
        // A second call is refused, and means that the first has done its work.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().connect_timeout(CONNECT).timeout(TOTAL).redirect(Policy::none());
        let url = url.map_or_else(|| Self::ADDRESS.to_owned(), String::from);
        Ok(Self { client: client.build().map_err(NoClient)?, url, key })
    }

    pub(crate) async fn post(&self, path: &str, message: &Value, now: Timestamp) -> Result<Receipt, Failure> {
        let unusable = || Failure::Permanent(format!("{SERVICE}: the request cannot be made"));
        let url = format!("{}/{path}", self.url.trim_end_matches('/'));
        let token = self.key.token(now).ok_or_else(unusable)?;
        let request = self.client.post(url).bearer_auth(token).header(CONTENT_TYPE, "application/json");
        let answer = request.body(message.to_string()).send().await.map_err(|error| unanswered(&error))?;
        let status = answer.status();
        // An answer that cannot be read is still one: its status says what became of the message.
        let body = answer.bytes().await.unwrap_or_default();
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status.is_success() {
            return Ok(Receipt { provider_id: body.get("id").and_then(Value::as_str).map(str::to_owned) });
        }
        let named = body.pointer("/errors/0/error").and_then(Value::as_str).unwrap_or_default();
        Err(refused(status, named))
    }
}

fn unanswered(error: &reqwest::Error) -> Failure {
    if error.is_connect() {
        Failure::Temporary(format!("{SERVICE} cannot be reached"))
    } else {
        Failure::Unanswered(format!("{SERVICE} gave no answer"))
    }
}

fn refused(status: StatusCode, named: &str) -> Failure {
    let text = |meaning| format!("{SERVICE}: {meaning} ({} {})", status.as_u16(), code(named));
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            Failure::Temporary(text("too many messages at once, or the day's limit is reached"))
        }
        status if status.is_server_error() => Failure::Temporary(text("not sent")),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            Failure::Ours(text("access is denied: check the API key and this machine's clock"))
        }
        _ => Failure::Permanent(text(
            "the request is not accepted: check the templates, and who the service may write to",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "portal-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";

    #[test]
    fn a_key_holds_service_and_secret() {
        let key: ApiKey = KEY.parse().unwrap();
        assert_eq!(key.service, "26785a09-ab16-4eb0-8407-a37497a57506");
        assert_eq!(&*key.secret, "3d844edf-8d35-48ac-975b-e847b4f122b0");
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        for wrong in ["", "portal", &KEY[8..], &KEY[..79], &format!("{KEY}é"), &KEY.replace('f', "ü")] {
            assert!(wrong.parse::<ApiKey>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_token_names_the_service_and_the_second() {
        let key: ApiKey = KEY.parse().unwrap();
        let token = key.token(Timestamp::from_millis(1_786_014_000_999)).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
        assert_eq!(claims, json!({ "iss": key.service, "iat": 1_786_014_000 }));
        assert_eq!(parts.len(), 3);
    }
}
