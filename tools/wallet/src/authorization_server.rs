//! What an authorization server says about itself ([RFC 8414](https://www.rfc-editor.org/rfc/rfc8414)), and the token
//! that it gives ([OpenID4VCI 1.0 section 6](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-6)).

use serde::Deserialize;

use crate::address::well_known;
use crate::http::{Http, HttpError};
use crate::metadata::{MetadataError, same_party};

const SERVER: &str = "the authorization server's metadata";

/// The authorization server's metadata, as far as this wallet uses it.
#[derive(Deserialize)]
pub struct AuthorizationServer {
    issuer: String,
    /// Where the code is traded for an access token.
    pub token_endpoint: String,
    #[serde(default)]
    dpop_signing_alg_values_supported: Vec<String>,
    /// Whether a token request may come without a `client_id`.
    #[serde(default, rename = "pre-authorized_grant_anonymous_access_supported")]
    pub anonymous: bool,
}

impl AuthorizationServer {
    /// Fetches the metadata of `server`.
    ///
    /// # Errors
    /// [`MetadataError::Http`] and [`MetadataError::OtherParty`].
    pub async fn fetch(http: &Http, server: &str) -> Result<Self, MetadataError> {
        let address = well_known(server, "oauth-authorization-server").map_err(HttpError::from)?;
        let metadata: Self = http.get(SERVER, &address, "application/json").await?.json(SERVER)?;
        same_party(server, &metadata.issuer)?;
        Ok(metadata)
    }

    /// Whether access tokens are bound to a key of ours
    /// ([RFC 9449 section 5.1](https://www.rfc-editor.org/rfc/rfc9449#section-5.1)).
    pub fn wants_dpop(&self) -> bool {
        self.dpop_signing_alg_values_supported.iter().any(|alg| alg == "ES256")
    }
}

/// What the token endpoint answers. No `Debug`: it is a secret.
#[derive(Deserialize)]
pub struct Token {
    /// The access token.
    pub access_token: String,
    /// `DPoP` or `Bearer`, in any case.
    pub token_type: String,
    #[serde(default)]
    authorization_details: Vec<AuthorizationDetail>,
}

#[derive(Deserialize)]
struct AuthorizationDetail {
    credential_configuration_id: Option<String>,
    #[serde(default)]
    credential_identifiers: Vec<String>,
}

impl Token {
    /// How the credential request names what it asks for: by identifier if the token has one, else by configuration.
    pub fn names<'a>(&'a self, configuration_id: &'a str) -> (&'static str, &'a str) {
        let ours = |one: &&AuthorizationDetail| one.credential_configuration_id.as_deref() == Some(configuration_id);
        match self.authorization_details.iter().find(ours).and_then(|one| one.credential_identifiers.first()) {
            Some(id) => ("credential_identifier", id),
            None => ("credential_configuration_id", configuration_id),
        }
    }
}
