//! Requests of a verifier: the link that a QR code or a button carries, and the signed request object behind it
//! ([OpenID4VP 1.0 sections 5.2 and 5.10](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5)).

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::elliptic_curve::rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::Url;

use crate::address::{AddressError, secure};
use crate::http::{Http, HttpError, build};

const REQUEST: &str = "the verifier’s request";
const MEDIA_TYPE: &str = "application/oauth-authz-req+jwt";

/// Why there is no request.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The text is not a link.
    #[error("This is not a link to a request")]
    NotALink,
    /// The link lacks a parameter or has one twice.
    #[error("The link must hold ‘client_id’ and ‘request_uri’, each once")]
    Parameters,
    /// The link names a way to fetch the request that does not exist.
    #[error("The link’s ‘request_uri_method’ must be ‘get’ or ‘post’")]
    Method,
    /// The request is at an address that is not asked.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The request could not be fetched.
    #[error(transparent)]
    Http(HttpError),
    /// The verifier does not have the request, or not any more.
    #[error("The verifier did not give out its request: {0}")]
    Refused(String),
    /// What came is something else.
    #[error("The verifier sent something that is not a signed request")]
    OtherMedia,
}

impl From<HttpError> for LinkError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Refused { reason, .. } => Self::Refused(reason),
            other => Self::Http(other),
        }
    }
}

/// What a link says.
pub struct Link {
    client_id: String,
    request_uri: String,
    method: Method,
}

/// How the request object is fetched.
enum Method {
    Get,
    Post,
}

/// A request object as it came, with what it must agree with. Nothing in it is checked yet.
#[derive(Deserialize, Serialize)]
pub struct Fetched {
    /// Who asks, as the link says.
    pub client_id: String,
    /// The request object, a compact JWS.
    pub request: String,
    /// The nonce that was sent and must come back, if one was sent.
    pub wallet_nonce: Option<String>,
}

impl Link {
    /// Whether `text` is a link to a request, right or wrong, rather than to an offer.
    pub fn is_one(text: &str) -> bool {
        Url::parse(text.trim()).is_ok_and(|url| url.query_pairs().any(|(name, _)| name == "request_uri"))
    }

    /// Reads a link of any scheme; the query alone decides.
    ///
    /// # Errors
    /// [`LinkError::NotALink`], [`LinkError::Parameters`] and [`LinkError::Method`].
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let url = Url::parse(text.trim()).map_err(|_| LinkError::NotALink)?;
        let one = |wanted: &str| {
            let mut all = url.query_pairs().filter(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
            match (all.next(), all.next()) {
                (first, None) => Ok(first),
                _ => Err(LinkError::Parameters),
            }
        };
        let (Some(client_id), Some(request_uri)) = (one("client_id")?, one("request_uri")?) else {
            return Err(LinkError::Parameters);
        };
        let method = match one("request_uri_method")?.as_deref() {
            None | Some("get") => Method::Get,
            Some("post") => Method::Post,
            Some(_) => return Err(LinkError::Method),
        };
        Ok(Self { client_id, request_uri, method })
    }

    /// Fetches the request object.
    ///
    /// # Errors
    /// [`LinkError::Address`], [`LinkError::Http`], [`LinkError::Refused`] and [`LinkError::OtherMedia`].
    pub async fn fetch(self, http: &Http, rng: &mut impl CryptoRng) -> Result<Fetched, LinkError> {
        let address = secure(&self.request_uri)?;
        let (request, wallet_nonce) = match self.method {
            Method::Get => (http.client().get(address), None),
            Method::Post => {
                let mut bytes = [0; 16];
                rng.fill_bytes(&mut bytes);
                let nonce = URL_SAFE_NO_PAD.encode(bytes);
                let form = [("wallet_metadata", wallet_metadata()), ("wallet_nonce", nonce.clone())];
                (http.client().post(address).form(&form), Some(nonce))
            }
        };
        let answer = http.send(REQUEST, build(REQUEST, request.header(ACCEPT, MEDIA_TYPE))?).await?.success(REQUEST)?;
        let media = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim();
        match String::from_utf8(answer.body) {
            Ok(request) if media.eq_ignore_ascii_case(MEDIA_TYPE) => {
                Ok(Fetched { client_id: self.client_id, request: request.trim().to_owned(), wallet_nonce })
            }
            _ => Err(LinkError::OtherMedia),
        }
    }
}

/// What this wallet can do
/// ([section 10](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-10)).
fn wallet_metadata() -> String {
    json!({
        "vp_formats_supported": {
            "dc+sd-jwt": { "sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"] },
        },
        "client_id_prefixes_supported": ["x509_hash", "x509_san_dns"],
        "request_object_signing_alg_values_supported": ["ES256"],
        "response_types_supported": ["vp_token"],
        "response_modes_supported": ["direct_post", "direct_post.jwt"],
        "authorization_encryption_alg_values_supported": ["ECDH-ES"],
        "authorization_encryption_enc_values_supported": ["A128GCM", "A256GCM"],
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::{Link, LinkError};

    #[test]
    fn links_of_any_scheme_are_read_by_their_query() {
        for start in ["openid4vp://?", "haip-vp://x?", "https://wallet.example/authorize?", " http://127.0.0.1:3100/?"]
        {
            let text = format!("{start}client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fv.example%2Fr%2F1");
            assert!(Link::is_one(&text));
            let link = Link::parse(&text).unwrap();
            assert_eq!(
                (link.client_id.as_str(), link.request_uri.as_str()),
                ("x509_hash:abc", "https://v.example/r/1")
            );
        }
        assert!(!Link::is_one("openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fi.example"));
    }

    #[test]
    fn a_link_without_or_with_two_of_a_parameter_is_refused() {
        for query in
            ["client_id=a", "request_uri=b", "client_id=a&client_id=b&request_uri=c", "client_id=a&request=b.c.d"]
        {
            assert!(matches!(Link::parse(&format!("openid4vp://?{query}")), Err(LinkError::Parameters)), "{query}");
        }
        let put = "openid4vp://?client_id=a&request_uri=b&request_uri_method=put";
        assert!(matches!(Link::parse(put), Err(LinkError::Method)));
        assert!(matches!(Link::parse("staff"), Err(LinkError::NotALink)));
    }
}
