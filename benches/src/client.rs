//! One client with one kept connection: sends requests, keeps cookies, takes the time of each answer.

use crate::{clock, error::LoadError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{
        ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HOST, HeaderMap, LOCATION, ORIGIN, SET_COOKIE,
    },
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::{collections::BTreeMap, net::SocketAddr, time::Duration};
use tokio::net::TcpStream;

/// Characters of a body that an error shows.
const SHOWN: usize = 300;

/// A client.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    cookies: BTreeMap<String, String>,
    /// Time from request to complete answer, by endpoint.
    pub times: BTreeMap<&'static str, Vec<Duration>>,
}

/// A complete answer with a status that was expected.
#[derive(Debug)]
pub struct Answer {
    endpoint: &'static str,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    /// When it is something else.
    pub fn json(&self) -> Result<Value, LoadError> {
        serde_json::from_slice(&self.body).map_err(|_| self.lacks("JSON"))
    }

    /// The text at `pointer` (RFC 6901) in a JSON body.
    ///
    /// # Errors
    /// When it is not there.
    pub fn text(&self, pointer: &'static str) -> Result<String, LoadError> {
        let found = self.json()?.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        found.ok_or_else(|| self.lacks(pointer))
    }

    /// The claims of a JWT that is the whole body.
    ///
    /// # Errors
    /// When it is something else.
    pub fn jwt_claims(&self) -> Result<Value, LoadError> {
        let jwt = std::str::from_utf8(&self.body).unwrap_or_default();
        let claims = jwt.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
        let claims = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
        claims.ok_or_else(|| self.lacks("a JWT"))
    }

    /// Where a redirect leads.
    ///
    /// # Errors
    /// When it leads nowhere.
    pub fn location(&self) -> Result<String, LoadError> {
        let location = self.headers.get(LOCATION).and_then(|value| value.to_str().ok());
        location.map(str::to_owned).ok_or_else(|| self.lacks("Location"))
    }

    /// Says so if the body does not hold these words.
    ///
    /// # Errors
    /// Then.
    pub fn holds(&self, words: &'static str) -> Result<(), LoadError> {
        let found = self.body.windows(words.len()).any(|window| window == words.as_bytes());
        if found { Ok(()) } else { Err(self.lacks(words)) }
    }

    fn lacks(&self, member: &'static str) -> LoadError {
        LoadError::Missing { endpoint: self.endpoint, member, body: beginning(&self.body) }
    }
}

fn decompressed(body: &[u8]) -> Result<Bytes, LoadError> {
    let (mut source, mut whole) = (body, Vec::new());
    brotli_decompressor::BrotliDecompress(&mut source, &mut whole)?;
    Ok(Bytes::from(whole))
}

fn beginning(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(SHOWN).collect()
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(address: SocketAddr) -> Result<Self, LoadError> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with the client; what goes wrong before is the client's own error.
        tokio::spawn(async move {
            let _ = connection.await;
        });
        let host = format!("localhost:{}", address.port());
        Ok(Self { sender, host, cookies: BTreeMap::new(), times: BTreeMap::new() })
    }

    /// The server's public URL, which is the issuer's name too.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Takes over the cookies of another client, to go on with its journey.
    pub fn set_cookies(&mut self, cookies: BTreeMap<String, String>) {
        self.cookies = cookies;
    }

    /// The cookies; none are left.
    pub fn take_cookies(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.cookies)
    }

    /// Reads a page or document.
    ///
    /// # Errors
    /// When the answer is not 200 or a redirect.
    pub async fn get(&mut self, endpoint: &'static str, path: &str) -> Result<Answer, LoadError> {
        let request = self.request(Method::GET, path).header(ACCEPT, "*/*");
        self.send(endpoint, request, String::new()).await
    }

    /// Presses a button of the hydrated page.
    ///
    /// # Errors
    /// When the answer is not 200.
    pub async fn press(&mut self, endpoint: &'static str, path: &str, form: &str) -> Result<Answer, LoadError> {
        let request = self
            .request(Method::POST, path)
            .header(ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(ORIGIN, self.issuer())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(endpoint, request, form.to_owned()).await
    }

    /// Sends what a wallet sends, with headers of its own and without cookies.
    ///
    /// # Errors
    /// When the answer is not 200 or 204.
    pub async fn post(
        &mut self,
        endpoint: &'static str,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Result<Answer, LoadError> {
        let mut request = self.bare(Method::POST, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(endpoint, request, body).await
    }

    fn request(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let request = self.bare(method, path);
        if self.cookies.is_empty() {
            return request;
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(COOKIE, cookies.join("; "))
    }

    /// Browsers and wallets alike take compressed answers.
    fn bare(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let request = Request::builder().method(method).uri(path);
        request.header(HOST, &self.host).header(ACCEPT_ENCODING, "br")
    }

    async fn send(
        &mut self,
        endpoint: &'static str,
        request: hyper::http::request::Builder,
        body: String,
    ) -> Result<Answer, LoadError> {
        let request = request.body(Full::new(Bytes::from(body)))?;
        let started = clock::start();
        self.sender.ready().await?;
        let (parts, body) = self.sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.times.entry(endpoint).or_default().push(started.elapsed());
        let body = match parts.headers.get(CONTENT_ENCODING) {
            Some(_) => decompressed(&body)?,
            None => body,
        };
        let status = parts.status.as_u16();
        if !matches!(status, 200 | 204 | 303) {
            return Err(LoadError::Status { endpoint, status, body: beginning(&body) });
        }
        for cookie in parts.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Answer { endpoint, headers: parts.headers, body })
    }
}
