//! Section `[log_in]`: how a wallet is asked for a key, and whose keys are believed.

use oid4vc::vp::policy::StatusUriPrefix;
use serde::Deserialize;
use std::path::PathBuf;

/// How a wallet is asked for a key, and whose keys are believed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogIn {
    /// By which name the service asks.
    pub client_id: ClientIdPrefix,
    /// How the answer comes back.
    pub response_mode: ResponseMode,
    /// Whether a key on another device may be used, by a QR code. Where it may, a person can be talked into scanning a
    /// stranger's code.
    pub by_qr: bool,
    /// Issuers beside this service whose credentials say who somebody is.
    pub issuers: Vec<TrustedIssuer>,
}

/// How the service proves its name to a wallet
/// ([OpenID4VP 1.0, section 5.9.3](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.9.3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ClientIdPrefix {
    /// The hash of its certificate.
    #[serde(rename = "x509_hash")]
    X509Hash,
    /// The host in its certificate.
    #[serde(rename = "x509_san_dns")]
    X509SanDns,
}

/// How the wallet's answer comes back
/// ([OpenID4VP 1.0, section 8.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ResponseMode {
    /// Encrypted to a key of its own.
    #[serde(rename = "direct_post.jwt")]
    DirectPostJwt,
    /// In the clear, inside TLS.
    #[serde(rename = "direct_post")]
    DirectPost,
}

/// Another issuer whose credentials say who somebody is. What the person may open here still hangs on their own access
/// key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedIssuer {
    /// Its identifier: `iss` of its credentials.
    pub identifier: String,
    /// PEM file of the certificates to which its signers lead.
    pub anchors: PathBuf,
    /// Type of its credentials.
    pub vct: String,
    /// Whether its credentials need a status.
    #[serde(default)]
    pub status: StatusNeed,
    /// What the addresses of its status lists begin with; nothing is fetched from anywhere else.
    #[serde(default)]
    pub status_lists: Vec<String>,
    /// Where in the credential the staff number stands: names from the outside in.
    pub staff_number: Vec<String>,
}

/// Whether a credential needs a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusNeed {
    /// Without one it is refused.
    #[default]
    Required,
    /// One that is there is looked up.
    IfPresent,
}

impl TrustedIssuer {
    /// Whether everything is said that is needed to check its credentials.
    pub(super) fn is_complete(&self) -> bool {
        let named = !self.identifier.is_empty() && !self.vct.is_empty();
        let numbered = !self.staff_number.is_empty() && self.staff_number.iter().all(|name| !name.is_empty());
        let listed = self.status == StatusNeed::IfPresent || !self.status_lists.is_empty();
        named && numbered && listed && self.status_lists.iter().all(|list| StatusUriPrefix::parse(list).is_ok())
    }

    /// Whether its status lists come over TLS.
    pub(super) fn is_fetched_safely(&self) -> bool {
        self.status_lists.iter().all(|list| list.starts_with("https://"))
    }
}

impl Default for LogIn {
    fn default() -> Self {
        Self {
            client_id: ClientIdPrefix::X509Hash,
            response_mode: ResponseMode::DirectPostJwt,
            by_qr: true,
            issuers: Vec::new(),
        }
    }
}
