//! Requests with an access token and DPoP proofs ([RFC 9449](https://www.rfc-editor.org/rfc/rfc9449)).

use std::collections::BTreeMap;

use axum::http::header::{AUTHORIZATION, HeaderValue};
use p256::elliptic_curve::rand_core::CryptoRng;
use reqwest::{Request, RequestBuilder};

use crate::http::{Answer, Http, HttpError, build};
use crate::key::{DpopRequest, Key};

/// One redemption: what all its requests share.
pub struct Exchange<'a, R> {
    http: &'a Http,
    now: i64,
    rng: &'a mut R,
    /// The key that the access token is bound to, if it is.
    dpop: Option<Key>,
    /// The latest DPoP nonce of each server, by origin.
    nonces: BTreeMap<String, String>,
    token: Option<String>,
}

impl<'a, R: CryptoRng> Exchange<'a, R> {
    /// An exchange at `now` (Unix seconds), with DPoP proofs by `dpop` if there is such a key.
    pub fn new(http: &'a Http, dpop: Option<Key>, now: i64, rng: &'a mut R) -> Self {
        Self { http, now, rng, dpop, nonces: BTreeMap::new(), token: None }
    }

    /// Sends `token` with every request from now on.
    pub fn authorize(&mut self, token: String, token_type: &str) {
        // Section 5: a token that the server did not bind to our key is a plain bearer token.
        self.dpop = self.dpop.take().filter(|_| token_type.eq_ignore_ascii_case("DPoP"));
        self.token = Some(token);
    }

    /// Sends a request with what it needs; once more if the server wants to see its DPoP nonce (sections 8 and 9).
    ///
    /// # Errors
    /// [`HttpError`]. An answer of any status is no error.
    pub async fn send(&mut self, what: &'static str, request: RequestBuilder) -> Result<Answer, HttpError> {
        let request = build(what, request)?;
        let again = request.try_clone();
        let answer = self.send_once(what, request).await?;
        match again {
            Some(request) if self.dpop.is_some() && answer.wants_dpop_nonce() => self.send_once(what, request).await,
            _ => Ok(answer),
        }
    }

    async fn send_once(&mut self, what: &'static str, mut request: Request) -> Result<Answer, HttpError> {
        let origin = request.url().origin().ascii_serialization();
        if let Some(key) = &self.dpop {
            let about = DpopRequest {
                method: request.method(),
                url: request.url(),
                access_token: self.token.as_deref(),
                nonce: self.nonces.get(&origin).map(String::as_str),
            };
            let proof = HeaderValue::from_str(&key.dpop(&about, self.now, self.rng))?;
            request.headers_mut().insert("dpop", proof);
        }
        if let Some(token) = &self.token {
            let scheme = if self.dpop.is_some() { "DPoP" } else { "Bearer" };
            let mut value = HeaderValue::from_str(&format!("{scheme} {token}"))?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let answer = self.http.send(what, request).await?;
        if let Some(nonce) = answer.headers.get("dpop-nonce").and_then(|value| value.to_str().ok()) {
            self.nonces.insert(origin, nonce.to_owned());
        }
        Ok(answer)
    }
}
