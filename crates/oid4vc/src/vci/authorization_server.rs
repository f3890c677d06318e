//! Authorization server metadata
//! ([RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html),
//! [OpenID4VCI 1.0, section 12.3](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.3)).

use serde::Serialize;

use super::PRE_AUTHORIZED_CODE_GRANT;
use crate::jose::ES256;

/// The document at `/.well-known/oauth-authorization-server` for a server with one grant, the pre-authorized code,
/// redeemed by wallets that have no registration.
///
/// `response_types_supported` is absent: RFC 8414 asks for it, but the same RFC wants empty lists left out
/// ([section 3.2](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.2)), and OpenID4VCI permits its absence for
/// exactly this kind of server
/// ([section 12.2.4](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.2.4)).
/// There is no authorization endpoint, so none is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorizationServerMetadata {
    issuer: String,
    token_endpoint: String,
    jwks_uri: String,
    grant_types_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 1],
    dpop_signing_alg_values_supported: [&'static str; 1],
    #[serde(rename = "pre-authorized_grant_anonymous_access_supported")]
    anonymous_access: bool,
}

impl AuthorizationServerMetadata {
    /// The document for `issuer`, which must be exactly the identifier under which it is found.
    #[must_use]
    pub fn new(issuer: &str, token_endpoint: &str, jwks_uri: &str) -> Self {
        Self {
            issuer: issuer.to_owned(),
            token_endpoint: token_endpoint.to_owned(),
            jwks_uri: jwks_uri.to_owned(),
            grant_types_supported: [PRE_AUTHORIZED_CODE_GRANT],
            token_endpoint_auth_methods_supported: ["none"],
            dpop_signing_alg_values_supported: [ES256],
            anonymous_access: true,
        }
    }
}
