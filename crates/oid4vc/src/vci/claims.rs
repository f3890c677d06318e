//! What a credential's claims are called, said once and published twice.
//!
//! Wallets of OpenID4VCI read the description in the issuer metadata
//! ([appendix B.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-B.2)); wallets
//! and verifiers of SD-JWT VC read the type metadata
//! ([section 5.6](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-5.6)). Both are made from
//! one [`ClaimDefinition`], so they cannot disagree.

use serde::Serialize;

/// One step on the way to a claim
/// ([OpenID4VCI 1.0, appendix C](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-C)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PathStep {
    /// The member of an object.
    Member(String),
    /// The element of an array, from 0.
    Index(u32),
    /// All elements of an array; written as `null`.
    Every,
}

/// Whether a claim is hidden until the holder shows it
/// ([SD-JWT VC, section 5.6.4](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-5.6.4)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SelectiveDisclosure {
    /// The holder decides: the issuer always hides it.
    Always,
    /// Every verifier sees it: the issuer never hides it.
    Never,
}

/// The name of a claim in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLabel {
    /// Language tag ([RFC 5646](https://www.rfc-editor.org/rfc/rfc5646.html)).
    pub locale: String,
    /// What a person reads.
    pub text: String,
}

/// A claim of the credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDefinition {
    /// Where the claim is.
    pub path: Vec<PathStep>,
    /// Its name, once for each language.
    pub labels: Vec<ClaimLabel>,
    /// Whether every credential has it.
    pub mandatory: bool,
    /// Whether the holder can leave it away.
    pub disclosure: SelectiveDisclosure,
}

impl ClaimDefinition {
    /// A claim at the top of the credential.
    #[must_use]
    pub fn top_level(name: &str, labels: Vec<ClaimLabel>, mandatory: bool, disclosure: SelectiveDisclosure) -> Self {
        Self { path: vec![PathStep::Member(name.to_owned())], labels, mandatory, disclosure }
    }
}

/// The claim in the issuer metadata
/// ([appendix B.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-B.2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimDescription {
    path: Vec<PathStep>,
    mandatory: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    display: Vec<NamedDisplay>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct NamedDisplay {
    name: String,
    locale: String,
}

/// The claim in the type metadata
/// ([SD-JWT VC, section 5.6](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-5.6)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimTypeMetadata {
    path: Vec<PathStep>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    display: Vec<LabelledDisplay>,
    mandatory: bool,
    sd: SelectiveDisclosure,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LabelledDisplay {
    locale: String,
    label: String,
}

impl From<&ClaimDefinition> for ClaimDescription {
    fn from(claim: &ClaimDefinition) -> Self {
        let named = |label: &ClaimLabel| NamedDisplay { name: label.text.clone(), locale: label.locale.clone() };
        Self { path: claim.path.clone(), mandatory: claim.mandatory, display: claim.labels.iter().map(named).collect() }
    }
}

impl From<&ClaimDefinition> for ClaimTypeMetadata {
    fn from(claim: &ClaimDefinition) -> Self {
        let labelled = |label: &ClaimLabel| LabelledDisplay { locale: label.locale.clone(), label: label.text.clone() };
        Self {
            path: claim.path.clone(),
            display: claim.labels.iter().map(labelled).collect(),
            mandatory: claim.mandatory,
            sd: claim.disclosure,
        }
    }
}
