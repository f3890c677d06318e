//! Section `[preview]`: what holds in preview only.

use super::{Secret, secret, text};
use serde::Deserialize;
use url::Url;

/// What holds in preview only; refused in production.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preview {
    /// Password of `/preview/` (any user name). With it, a preview may be reached from other machines.
    #[serde(deserialize_with = "secret::optional")]
    pub password: Option<Secret>,
    /// Address of the demo wallet, to which the page with the QR code links.
    #[serde(deserialize_with = "text::optional_parsed")]
    pub wallet_url: Option<Url>,
}
