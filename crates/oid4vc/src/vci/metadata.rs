//! Credential issuer metadata
//! ([OpenID4VCI 1.0, section 12.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.2)).

use std::collections::BTreeMap;

use serde::Serialize;

use super::claims::{ClaimDefinition, ClaimDescription};
use crate::jose::ES256;
use crate::sd_jwt;

/// The document at `/.well-known/openid-credential-issuer`
/// ([section 12.2.4](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.2.4)). The
/// issuer is its own authorization server, so `authorization_servers` is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssuerMetadata {
    /// Exactly the identifier under which the document is found; no slash is added or taken away.
    pub credential_issuer: String,
    /// URL of the credential endpoint.
    pub credential_endpoint: String,
    /// URL of the nonce endpoint.
    pub nonce_endpoint: String,
    /// URL of the notification endpoint.
    pub notification_endpoint: String,
    /// The issuer's name and logo, once for each language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub display: Vec<IssuerDisplay>,
    /// The kinds of credential, by identifier.
    pub credential_configurations_supported: BTreeMap<String, CredentialConfiguration>,
}

/// How the issuer is shown in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssuerDisplay {
    /// Name of the organisation.
    pub name: String,
    /// Language tag.
    pub locale: String,
    /// Logo of the organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Image>,
}

/// An image and what to say instead of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// `https:` or `data:` URI.
    pub uri: String,
    /// Text for people who do not see the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt_text: Option<String>,
}

/// One kind of credential: an SD-JWT VC, bound to a key that the wallet proves to hold
/// ([appendix A.3.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-A.3.2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CredentialConfiguration {
    format: &'static str,
    vct: String,
    scope: String,
    cryptographic_binding_methods_supported: [&'static str; 2],
    credential_signing_alg_values_supported: [&'static str; 1],
    proof_types_supported: ProofTypes,
    credential_metadata: CredentialMetadata,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ProofTypes {
    jwt: ProofType,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ProofType {
    proof_signing_alg_values_supported: [&'static str; 1],
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CredentialMetadata {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    display: Vec<CredentialDisplay>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClaimDescription>,
}

/// How the credential is shown in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CredentialDisplay {
    /// Name of the credential.
    pub name: String,
    /// Language tag.
    pub locale: String,
    /// One sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Image>,
    /// CSS colour behind the text, such as `#005eb8`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<String>,
    /// CSS colour of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_color: Option<String>,
}

impl CredentialConfiguration {
    /// A credential of the type `vct`, requested under `scope`. Keys come as `jwk` or `did:jwk`; credential and
    /// proof are signed with ES256.
    #[must_use]
    pub fn sd_jwt_vc(vct: &str, scope: &str, display: Vec<CredentialDisplay>, claims: &[ClaimDefinition]) -> Self {
        Self {
            format: sd_jwt::TYP,
            vct: vct.to_owned(),
            scope: scope.to_owned(),
            cryptographic_binding_methods_supported: ["jwk", "did:jwk"],
            credential_signing_alg_values_supported: [ES256],
            proof_types_supported: ProofTypes { jwt: ProofType { proof_signing_alg_values_supported: [ES256] } },
            credential_metadata: CredentialMetadata {
                display,
                claims: claims.iter().map(ClaimDescription::from).collect(),
            },
        }
    }
}
