//! What an issuer says about itself, read strictly
//! ([OpenID4VCI 1.0 section 12.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.2)).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::address::well_known;
use crate::http::{Http, HttpError};

const ISSUER: &str = "the issuer's metadata";

/// Why the metadata cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    /// The metadata could not be fetched or read.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The metadata names another party than the one asked.
    #[error("The metadata of ‘{asked}’ says that it is of ‘{named}’")]
    OtherParty {
        /// Who was asked, exactly.
        asked: String,
        /// Who the metadata says it is.
        named: String,
    },
    /// The offer names an authorization server that the issuer does not.
    #[error("The offer names an authorization server that the issuer does not list")]
    UnknownServer,
    /// The issuer does not describe what it offers.
    #[error("The issuer's metadata does not describe the offered ‘{0}’")]
    UnknownCredential(String),
    /// The issuer wants something that this wallet does not do.
    #[error("This wallet cannot hold the offered credential: {0}")]
    Unsupported(&'static str),
}

/// The issuer's metadata, as far as this wallet uses it.
#[derive(Deserialize)]
pub struct IssuerMetadata {
    credential_issuer: String,
    authorization_servers: Option<Vec<String>>,
    /// Where the credential is asked for.
    pub credential_endpoint: String,
    /// Where a nonce for the proof is asked for; without it proofs have none.
    pub nonce_endpoint: Option<String>,
    /// Where the issuer is told what became of the credential.
    pub notification_endpoint: Option<String>,
    credential_response_encryption: Option<ResponseEncryption>,
    #[serde(default)]
    display: Vec<Display>,
    credential_configurations_supported: BTreeMap<String, Configuration>,
}

#[derive(Deserialize)]
struct ResponseEncryption {
    encryption_required: bool,
}

/// One kind of credential that the issuer can issue.
#[derive(Clone, Deserialize)]
pub struct Configuration {
    format: String,
    /// The type that the SD-JWT must have.
    pub vct: Option<String>,
    #[serde(default)]
    cryptographic_binding_methods_supported: Vec<String>,
    #[serde(default)]
    proof_types_supported: BTreeMap<String, ProofType>,
    #[serde(default)]
    credential_metadata: CredentialMetadata,
}

#[derive(Clone, Deserialize)]
struct ProofType {
    proof_signing_alg_values_supported: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
struct CredentialMetadata {
    #[serde(default)]
    display: Vec<Display>,
    #[serde(default)]
    claims: Vec<Claim>,
}

#[derive(Clone, Deserialize)]
struct Claim {
    path: Vec<Value>,
    #[serde(default)]
    display: Vec<Display>,
}

#[derive(Clone, Deserialize)]
struct Display {
    name: Option<String>,
    locale: Option<String>,
}

impl IssuerMetadata {
    /// Fetches the metadata of `issuer`.
    ///
    /// # Errors
    /// [`MetadataError::Http`] and [`MetadataError::OtherParty`].
    pub async fn fetch(http: &Http, issuer: &str) -> Result<Self, MetadataError> {
        let address = well_known(issuer, "openid-credential-issuer").map_err(HttpError::from)?;
        let metadata: Self = http.get(ISSUER, &address, "application/json").await?.json(ISSUER)?;
        same_party(issuer, &metadata.credential_issuer)?;
        Ok(metadata)
    }

    /// The kind of credential called `id`, if this wallet can hold it.
    ///
    /// # Errors
    /// [`MetadataError::UnknownCredential`] and [`MetadataError::Unsupported`].
    pub fn configuration(&self, id: &str) -> Result<&Configuration, MetadataError> {
        let unknown = || MetadataError::UnknownCredential(id.to_owned());
        let found = self.credential_configurations_supported.get(id).ok_or_else(unknown)?;
        let proof = found.proof_types_supported.get("jwt");
        let reason = if found.format != "dc+sd-jwt" {
            "its format is not dc+sd-jwt"
        } else if !found.cryptographic_binding_methods_supported.iter().any(|method| method == "jwk") {
            "it is not bound to a ‘jwk’"
        } else if !proof.is_some_and(|jwt| jwt.proof_signing_alg_values_supported.iter().any(|alg| alg == "ES256")) {
            "the issuer takes no ‘jwt’ proof with ES256"
        } else if self.credential_response_encryption.as_ref().is_some_and(|wanted| wanted.encryption_required) {
            "the issuer only sends it encrypted"
        } else {
            return Ok(found);
        };
        Err(MetadataError::Unsupported(reason))
    }

    /// The issuer's name for people, else its identifier.
    pub fn name(&self) -> &str {
        english(&self.display).unwrap_or(&self.credential_issuer)
    }

    /// The authorization server to ask: the offer's, else the issuer's first, else the issuer itself.
    ///
    /// # Errors
    /// [`MetadataError::UnknownServer`] when the issuer does not list the one in the offer.
    pub fn authorization_server<'a>(&'a self, offered: Option<&'a str>) -> Result<&'a str, MetadataError> {
        let listed = self.authorization_servers.as_deref().unwrap_or_default();
        match offered {
            Some(server) if listed.iter().any(|one| one == server) => Ok(server),
            Some(_) => Err(MetadataError::UnknownServer),
            None => Ok(listed.first().unwrap_or(&self.credential_issuer)),
        }
    }
}

impl Configuration {
    /// The credential's name for people, if the issuer gives one.
    pub fn name(&self) -> Option<&str> {
        english(&self.credential_metadata.display)
    }

    /// What the credential says about its holder: a label for each claim.
    pub fn claim_labels(&self) -> Vec<String> {
        let label = |claim: &Claim| match english(&claim.display) {
            Some(name) => name.to_owned(),
            None => claim.path.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        };
        self.credential_metadata.claims.iter().map(label).collect()
    }
}

/// Checks that metadata is of the party that was asked.
///
/// # Errors
/// [`MetadataError::OtherParty`].
pub fn same_party(asked: &str, named: &str) -> Result<(), MetadataError> {
    if asked == named {
        return Ok(());
    }
    Err(MetadataError::OtherParty { asked: asked.to_owned(), named: named.to_owned() })
}

/// The English name, else the first.
fn english(display: &[Display]) -> Option<&str> {
    let is_english = |one: &&Display| one.locale.as_deref().is_some_and(|locale| locale.starts_with("en"));
    display.iter().find(is_english).or(display.first()).and_then(|one| one.name.as_deref())
}
