//! The request object: a signed statement of who asks for what, and where the answer goes
//! ([OpenID4VP 1.0, section 5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5),
//! [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html)).

use rand_core::CryptoRng;
use serde_json::{Map, Value, json};
use url::Url;

use super::client_id::ClientId;
use super::dcql::{self, CredentialQuery};
use crate::base64url;
use crate::jose::jwe::ContentEncryption;
use crate::jose::{CertificateChain, DecryptionKey, ES256, JwsHeader, SigningKey};
use crate::sd_jwt;

/// The `typ` of a request object
/// ([section 5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5)); with `application/`
/// in front, its media type.
pub const TYP: &str = "oauth-authz-req+jwt";
/// The audience of a request to a wallet whose metadata is not known
/// ([section 5.8](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.8)).
pub const AUDIENCE: &str = "https://self-issued.me/v2";
/// The longest life of a request object, in seconds.
pub const MAX_LIFE_SECONDS: i64 = 300;

/// How the answer comes back
/// ([section 8.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.2)).
#[derive(Debug, Clone, Copy)]
pub enum ResponseMode<'a> {
    /// Posted in the clear.
    DirectPost,
    /// Posted, encrypted to this key, which serves this one request
    /// ([section 8.3.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.3.1)).
    DirectPostJwt(&'a DecryptionKey),
}

/// What a request object says. Times are Unix seconds.
#[derive(Debug, Clone, Copy)]
pub struct RequestObject<'a> {
    /// Who asks.
    pub client_id: &'a ClientId,
    /// How the answer comes back.
    pub response_mode: ResponseMode<'a>,
    /// Where the wallet posts its answer; an absolute URL on the verifier's own host.
    pub response_uri: &'a str,
    /// What the holder has to sign; see [`fresh_nonce`]. Used for this request only.
    pub nonce: &'a str,
    /// Identifies the request in the answer. Not a secret.
    pub state: &'a str,
    /// `iat`.
    pub issued_at: i64,
    /// `exp`; at most [`MAX_LIFE_SECONDS`] later.
    pub expires_at: i64,
    /// What is asked for: one credential, of any of these kinds.
    pub query: &'a [CredentialQuery],
    /// What the wallet posted to the request URI; `None` when it used GET or sent none.
    pub wallet_nonce: Option<&'a str>,
}

/// A request object cannot be made. Each is a mistake in configuration or of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The first certificate belongs to another key.
    #[error("the certificate belongs to another key")]
    OtherKey,
    /// The response URI is not an absolute URL without fragment and credentials.
    #[error("the response URI is not a plain absolute URL")]
    ResponseUri,
    /// The client identifier is a host name, and the response URI lies on another host
    /// ([section 5.9.3](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.9.3)).
    #[error("the response URI lies on another host than the client identifier")]
    OtherHost,
    /// The object would live for no time, or for longer than [`MAX_LIFE_SECONDS`].
    #[error("the life of the request object is out of range")]
    Life,
    /// The nonce has fewer than 16 or more than 43 characters, or others than base64url.
    #[error("the nonce is not base64url of 16 to 43 characters")]
    Nonce,
}

/// A nonce of 256 random bits, 43 characters of base64url
/// ([section 5.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.2)).
#[must_use]
pub fn fresh_nonce(rng: &mut impl CryptoRng) -> String {
    let mut bytes = [0_u8; 32];
    rng.fill_bytes(&mut bytes);
    base64url::encode(bytes)
}

impl ResponseMode<'_> {
    /// The value of `response_mode`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::DirectPost => "direct_post",
            Self::DirectPostJwt(_) => "direct_post.jwt",
        }
    }
}

impl RequestObject<'_> {
    /// Signs the object, with the certificates in `x5c`; the trust anchor is not to be among them.
    ///
    /// # Errors
    /// See [`RequestError`].
    pub fn sign(&self, key: &SigningKey, certificates: &CertificateChain) -> Result<String, RequestError> {
        if !certificates.leaf_holds(key.public_jwk()) {
            return Err(RequestError::OtherKey);
        }
        self.check_response_uri()?;
        if !(1..=MAX_LIFE_SECONDS).contains(&self.expires_at.saturating_sub(self.issued_at)) {
            return Err(RequestError::Life);
        }
        let plain = self.nonce.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !plain || !(16..=43).contains(&self.nonce.len()) {
            return Err(RequestError::Nonce);
        }
        let header = JwsHeader { with_kid: false, ..JwsHeader::new(TYP).with_certificates(certificates) };
        Ok(key.sign(header, self.claims()))
    }

    fn check_response_uri(&self) -> Result<(), RequestError> {
        let uri = Url::parse(self.response_uri).map_err(|_| RequestError::ResponseUri)?;
        let plain = uri.has_host() && uri.fragment().is_none() && uri.username().is_empty() && uri.password().is_none();
        if !plain {
            return Err(RequestError::ResponseUri);
        }
        match self.client_id.host() {
            Some(host) if uri.host_str() != Some(host) => Err(RequestError::OtherHost),
            _ => Ok(()),
        }
    }

    fn claims(&self) -> Map<String, Value> {
        let mut claims = Map::new();
        let mut set = |name: &str, value: Value| claims.insert(name.to_owned(), value);
        set("aud", AUDIENCE.into());
        set("client_id", self.client_id.as_str().into());
        set("response_type", "vp_token".into());
        set("response_mode", self.response_mode.name().into());
        set("response_uri", self.response_uri.into());
        set("nonce", self.nonce.into());
        set("state", self.state.into());
        set("iat", self.issued_at.into());
        set("exp", self.expires_at.into());
        set("dcql_query", dcql::to_value(self.query));
        set("client_metadata", self.client_metadata());
        if let Some(wallet_nonce) = self.wallet_nonce {
            set("wallet_nonce", wallet_nonce.into());
        }
        claims
    }

    /// What the verifier can read
    /// ([section 11.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-11.1)).
    fn client_metadata(&self) -> Value {
        let mut metadata = json!({
            "vp_formats_supported": {
                sd_jwt::TYP: { "sd-jwt_alg_values": [ES256], "kb-jwt_alg_values": [ES256] },
            },
        });
        if let (ResponseMode::DirectPostJwt(key), Some(members)) = (&self.response_mode, metadata.as_object_mut()) {
            members.insert("jwks".to_owned(), json!({ "keys": [key.public_jwk()] }));
            let names = ContentEncryption::ALL.map(ContentEncryption::name);
            members.insert("encrypted_response_enc_values_supported".to_owned(), json!(names));
        }
        metadata
    }
}
