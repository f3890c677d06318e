//! What a request object must be before anybody is asked to share anything
//! ([OpenID4VP 1.0 section 5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5)).

use identity_kit::jose::{CompactJws, JwsError};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::address::{AddressError, secure};
use crate::dcql::Query;
use crate::encryption::Recipient;
use crate::request::Fetched;
use crate::signer::{LEEWAY, Signer, SignerError};

/// Why a request is not answered.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// It is not a compact JWS.
    #[error("The request cannot be read: {0}")]
    Jws(#[from] JwsError),
    /// Its content is not what the specification says.
    #[error("The request cannot be read: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Nobody is known to have signed it.
    #[error("The request {0}")]
    Signer(#[from] SignerError),
    /// The link names another verifier than the request.
    #[error("The link is from ‘{linked}’, but the request is from ‘{named}’")]
    OtherVerifier {
        /// The `client_id` of the link.
        linked: String,
        /// The `client_id` of the request.
        named: String,
    },
    /// The verifier's name has no prefix that this wallet knows.
    #[error("The verifier’s name must begin with ‘x509_hash:’ or ‘x509_san_dns:’")]
    Prefix,
    /// The certificate does not prove the verifier's name.
    #[error("The request is signed with a certificate that is not of the verifier it names")]
    OtherCertificate,
    /// The answer would go to another host than the one that the certificate proves.
    #[error("The verifier wants the answer sent to another host than its own")]
    OtherHost,
    /// It was made for another wallet, or for an earlier fetch.
    #[error("The request was not made for this wallet: its ‘wallet_nonce’ is not the one that was sent")]
    OtherNonce,
    /// It is over, or has not begun.
    #[error("The request is not valid now")]
    NotNow,
    /// It asks for something that is wrong or that this wallet does not do.
    #[error("The wallet does not answer this request: {0}")]
    Unsupported(&'static str),
    /// The answer would go to an address that is not asked.
    #[error(transparent)]
    Address(#[from] AddressError),
}

#[derive(Deserialize)]
struct Claims {
    client_id: String,
    aud: String,
    iat: i64,
    exp: i64,
    nbf: Option<i64>,
    wallet_nonce: Option<String>,
    response_type: String,
    response_mode: String,
    response_uri: Option<String>,
    redirect_uri: Option<Value>,
    request: Option<Value>,
    request_uri: Option<Value>,
    transaction_data: Option<Value>,
    nonce: String,
    state: Option<String>,
    dcql_query: Option<Query>,
    #[serde(default)]
    client_metadata: ClientMetadata,
}

#[derive(Default, Deserialize)]
struct ClientMetadata {
    #[serde(default)]
    jwks: Keys,
    encrypted_response_enc_values_supported: Option<Vec<String>>,
}

#[derive(Default, Deserialize)]
struct Keys {
    keys: Vec<Value>,
}

/// A checked request.
pub struct Request {
    /// Who asks; a presentation names it byte for byte.
    pub client_id: String,
    /// Where the answer goes.
    pub response_uri: Url,
    /// What the holder has to sign.
    pub nonce: String,
    /// Comes back with the answer.
    pub state: Option<String>,
    /// What is asked for.
    pub query: Query,
    /// Whom the answer is encrypted to, if it is.
    pub recipient: Option<Recipient>,
    organisation: Option<String>,
}

impl Request {
    /// Checks `fetched` at `now` (Unix seconds).
    ///
    /// # Errors
    /// Any [`RequestError`].
    pub fn check(fetched: &Fetched, now: i64) -> Result<Self, RequestError> {
        let jws = CompactJws::decode(&fetched.request)?;
        if jws.header().typ.as_deref() != Some("oauth-authz-req+jwt") {
            return Err(RequestError::Unsupported("its ‘typ’ is not oauth-authz-req+jwt"));
        }
        let signer = Signer::of(&jws, now)?;
        let claims: Claims = serde_json::from_slice(jws.payload())?;
        if claims.client_id != fetched.client_id {
            return Err(RequestError::OtherVerifier { linked: fetched.client_id.clone(), named: claims.client_id });
        }
        if claims.wallet_nonce != fetched.wallet_nonce {
            return Err(RequestError::OtherNonce);
        }
        if [Some(claims.iat), claims.nbf].into_iter().flatten().any(|start| start > now + LEEWAY) || claims.exp <= now {
            return Err(RequestError::NotNow);
        }
        claims.check_form()?;
        let response_uri = secure(claims.response_uri.as_deref().unwrap_or_default())?;
        check_name(&claims.client_id, &signer, &response_uri)?;
        let recipient = claims.recipient()?;
        let query = claims.dcql_query.ok_or(RequestError::Unsupported("it has no ‘dcql_query’"))?;
        let (client_id, nonce, state) = (claims.client_id, claims.nonce, claims.state);
        Ok(Self { client_id, response_uri, nonce, state, query, recipient, organisation: signer.organisation() })
    }

    /// The verifier's name for people: its organisation as the certificate says, else its host.
    pub fn verifier(&self) -> &str {
        self.organisation.as_deref().unwrap_or(self.host())
    }

    /// The host that gets the answer, with its port if it is not the usual one.
    pub fn host(&self) -> &str {
        self.response_uri.authority()
    }
}

impl Claims {
    fn check_form(&self) -> Result<(), RequestError> {
        let reason = if self.aud != "https://self-issued.me/v2" {
            "its ‘aud’ is not https://self-issued.me/v2"
        } else if self.response_type != "vp_token" {
            "its ‘response_type’ is not vp_token"
        } else if self.redirect_uri.is_some() {
            "it has a ‘redirect_uri’"
        } else if self.response_uri.is_none() {
            "it has no ‘response_uri’"
        } else if self.request.is_some() || self.request_uri.is_some() {
            "it holds another request"
        } else if self.transaction_data.is_some() {
            "it wants a transaction signed"
        } else if self.nonce.is_empty() {
            "its ‘nonce’ is empty"
        } else {
            return Ok(());
        };
        Err(RequestError::Unsupported(reason))
    }

    /// Whom to encrypt to ([section 8.3](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.3)).
    fn recipient(&self) -> Result<Option<Recipient>, RequestError> {
        match self.response_mode.as_str() {
            "direct_post" => Ok(None),
            "direct_post.jwt" => {
                let values = &self.client_metadata.encrypted_response_enc_values_supported;
                let found = Recipient::choose(&self.client_metadata.jwks.keys, values.as_deref());
                found.map(Some).ok_or(RequestError::Unsupported("it has no key that this wallet can encrypt to"))
            }
            _ => Err(RequestError::Unsupported("its ‘response_mode’ is neither direct_post nor direct_post.jwt")),
        }
    }
}

/// That the certificate proves the verifier's name
/// ([section 5.9.3](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.9.3)).
fn check_name(client_id: &str, signer: &Signer, response_uri: &Url) -> Result<(), RequestError> {
    match client_id.split_once(':') {
        Some(("x509_hash", hash)) if hash == signer.hash() => Ok(()),
        Some(("x509_san_dns", host)) if signer.is_of_host(host) => {
            // Without a root that it trusts, the wallet lets nobody have the answer sent elsewhere.
            let same = response_uri.host_str().is_some_and(|named| named.eq_ignore_ascii_case(host));
            if same { Ok(()) } else { Err(RequestError::OtherHost) }
        }
        Some(("x509_hash" | "x509_san_dns", _)) => Err(RequestError::OtherCertificate),
        _ => Err(RequestError::Prefix),
    }
}
