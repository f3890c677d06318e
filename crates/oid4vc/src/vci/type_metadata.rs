//! The document behind a credential's `vct` URL
//! ([SD-JWT VC, section 5](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-5)).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::claims::{ClaimDefinition, ClaimTypeMetadata};
use super::metadata::{CredentialDisplay, Image};

/// Type metadata: what the credential is called, how it looks and which claims it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeMetadata {
    vct: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    display: Vec<TypeDisplay>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClaimTypeMetadata>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct TypeDisplay {
    locale: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rendering: Option<Rendering>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Rendering {
    simple: SimpleRendering,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SimpleRendering {
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    background_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_color: Option<String>,
}

impl TypeMetadata {
    /// The document for `vct`, from the same display and claims as the issuer metadata. `name` and `description` are
    /// for developers.
    #[must_use]
    pub fn new(
        vct: &str,
        name: &str,
        description: Option<&str>,
        display: &[CredentialDisplay],
        claims: &[ClaimDefinition],
    ) -> Self {
        Self {
            vct: vct.to_owned(),
            name: name.to_owned(),
            description: description.map(str::to_owned),
            display: display.iter().map(TypeDisplay::from).collect(),
            claims: claims.iter().map(ClaimTypeMetadata::from).collect(),
        }
    }
}

impl From<&CredentialDisplay> for TypeDisplay {
    fn from(display: &CredentialDisplay) -> Self {
        let simple = SimpleRendering {
            logo: display.logo.clone(),
            background_color: display.background_color.clone(),
            text_color: display.text_color.clone(),
        };
        let plain = simple.logo.is_none() && simple.background_color.is_none() && simple.text_color.is_none();
        Self {
            locale: display.locale.clone(),
            name: display.name.clone(),
            description: display.description.clone(),
            rendering: (!plain).then_some(Rendering { simple }),
        }
    }
}

/// The value of `vct#integrity` for the bytes of a served document: `sha256-` and base64
/// ([SD-JWT VC, section 6](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-6)).
#[must_use]
pub fn integrity(document: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(document)))
}
