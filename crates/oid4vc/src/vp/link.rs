//! The link that opens the wallet
//! ([OpenID4VP 1.0, section 5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5)).

use super::client_id::ClientId;
use crate::wallet_link::{self, LinkFault};

/// The scheme that wallets listen to when nothing else is known about them
/// ([section 13.1.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-13.1.2)).
pub const DEFAULT_AUTHORIZATION_ENDPOINT: &str = "openid4vp://";

/// Where a wallet takes requests: a custom scheme such as `openid4vp://` or `haip-vp://`, or a universal link such as
/// `https://wallet.example/authorize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationEndpoint(String);

/// Why a text cannot be a wallet's endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorizationEndpointError {
    /// Not a URL, or one with a fragment.
    #[error("the link of the wallet is not a URL without fragment")]
    NotUrl,
    /// The scheme is one that a browser would run or open by itself.
    #[error("the scheme of the wallet's link is not allowed")]
    Scheme,
}

/// How the wallet is to fetch the request object
/// ([section 5.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestUriMethod {
    /// With GET; said by leaving the parameter away.
    Get,
    /// With POST, so that it can add a nonce of its own. A wallet that does not know the parameter uses GET.
    Post,
}

impl AuthorizationEndpoint {
    /// Reads the endpoint from configuration.
    ///
    /// # Errors
    /// See [`AuthorizationEndpointError`].
    pub fn parse(text: &str) -> Result<Self, AuthorizationEndpointError> {
        wallet_link::check(text).map(|()| Self(text.to_owned())).map_err(|fault| match fault {
            LinkFault::NotUrl => AuthorizationEndpointError::NotUrl,
            LinkFault::Scheme => AuthorizationEndpointError::Scheme,
        })
    }

    /// The link to a request object that the wallet fetches from `request_uri`: for a button, or as a QR code.
    #[must_use]
    pub fn link(&self, client_id: &ClientId, request_uri: &str, method: RequestUriMethod) -> String {
        let mut parameters = vec![("client_id", client_id.as_str()), ("request_uri", request_uri)];
        if method == RequestUriMethod::Post {
            parameters.push(("request_uri_method", "post"));
        }
        wallet_link::with_query(&self.0, &parameters)
    }
}
