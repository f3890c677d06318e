//! Whom to trust, and for what: data, not code.

use url::Url;

use super::dcql::CredentialQuery;
use crate::status_list::StatusReference;
use crate::x509::TrustAnchor;

/// How far an issuer's clock may differ unless configured otherwise, in seconds.
pub const DEFAULT_LEEWAY_SECONDS: i64 = 60;

/// What a verifier asks for and whom it believes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingPolicy {
    /// The question, with the types and claims that an answer must have.
    pub query: CredentialQuery,
    /// Who may have issued the credential; each identifier once.
    pub issuers: Vec<TrustedIssuer>,
    /// Purposes (dotted object identifiers) to which a signer's certificate may be restricted
    /// ([RFC 5280, section 4.2.1.12](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.2.1.12)). A certificate
    /// restricted to others, such as one for a web server, is refused; one without restriction is not.
    pub key_purposes: Vec<String>,
    /// How far an issuer's clock may differ, in seconds; applies to `iat`, `nbf` and `exp`.
    pub leeway_seconds: i64,
}

/// An issuer whose credentials are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedIssuer {
    /// Its identifier. Where a credential has `iss`, this must be it; together with the person's identifier it is
    /// who somebody is.
    pub identifier: String,
    /// The certificates to which the signer's chain must lead.
    pub anchors: Vec<TrustAnchor>,
    /// What is asked of the credential's status.
    pub status: StatusRule,
}

/// What is asked of the `status` claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRule {
    /// Whether a credential without status is refused.
    pub required: bool,
    /// Where status lists may be fetched from. A credential that names another place is refused, so that nobody can
    /// make the verifier send requests to addresses of their choice.
    pub permitted: Vec<StatusUriPrefix>,
}

/// The beginning of the URLs of an issuer's status lists; ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusUriPrefix(String);

/// A text is not the beginning of a URL that ends with `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address is not an absolute http or https URL in normal form that ends with a slash")]
pub struct StatusUriPrefixError;

/// Why a credential's status is refused before it is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusReferenceError {
    /// There is none, and one is required.
    #[error("the credential has no status")]
    Missing,
    /// It is not a place in a status list. Other mechanisms are not known here, so nobody can say that it holds.
    #[error("the status of the credential is malformed")]
    Malformed,
    /// The list lies at an address that is not permitted.
    #[error("the status list lies at an address that is not permitted")]
    NotPermitted,
}

impl RelyingPolicy {
    /// The trusted issuer of this identifier: for the status list of a presentation that was verified.
    #[must_use]
    pub fn issuer(&self, identifier: &str) -> Option<&TrustedIssuer> {
        self.issuers.iter().find(|issuer| issuer.identifier == identifier)
    }
}

impl StatusUriPrefix {
    /// Reads a prefix from configuration, such as `https://keys.example.org/status/`.
    ///
    /// # Errors
    /// [`StatusUriPrefixError`].
    pub fn parse(text: &str) -> Result<Self, StatusUriPrefixError> {
        match is_normal(text) && text.ends_with('/') {
            true => Ok(Self(text.to_owned())),
            false => Err(StatusUriPrefixError),
        }
    }

    /// Whether `uri` lies below it. A URL that is not in normal form never does: `…/status/../x` would begin as it
    /// should and lead elsewhere.
    #[must_use]
    pub fn covers(&self, uri: &str) -> bool {
        is_normal(uri) && uri.len() > self.0.len() && uri.starts_with(&self.0)
    }
}

impl StatusRule {
    /// Reads the `status` claim of a credential and holds it against the rule.
    ///
    /// # Errors
    /// See [`StatusReferenceError`].
    pub fn check(&self, status: Option<&serde_json::Value>) -> Result<Option<StatusReference>, StatusReferenceError> {
        let Some(status) = status else {
            return match self.required {
                true => Err(StatusReferenceError::Missing),
                false => Ok(None),
            };
        };
        let reference = StatusReference::from_value(status).ok_or(StatusReferenceError::Malformed)?;
        match self.permitted.iter().any(|prefix| prefix.covers(&reference.uri)) {
            true => Ok(Some(reference)),
            false => Err(StatusReferenceError::NotPermitted),
        }
    }
}

/// Whether a text is an absolute web address exactly as the URL parser would write it, without user, query and
/// fragment, and without encoded characters that a server might decode into `/` or `.`.
fn is_normal(text: &str) -> bool {
    let plain = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    !text.contains('%') && Url::parse(text).is_ok_and(|url| plain(&url) && url.as_str() == text)
}
