//! Settings: what an operator decides, with a default for everything that has a safe one.
//!
//! Later sources win: the defaults in this module, then `latchkey.toml`, then variables of the environment such as
//! `LATCHKEY__SERVER__PUBLIC_URL`. A name that does not exist is an error, so that a typing mistake is noticed.
//! `latchkey.example.toml` shows every setting; a test holds it to these types.

mod code_hash;
mod database;
mod delivery;
mod hr;
mod load;
mod log_in;
mod officers;
mod oidc;
mod organisation;
mod preview;
mod public_url;
mod secret;
mod server;
mod single_sign_on;
mod text;
mod validate;
mod wallet;

pub use self::delivery::{
    Aws, Delivery, EmailProvider, EndUserMessagingSettings, Limits, NotifyService, NotifyTemplate, Providers,
    SesSettings, SmsProvider, SmtpSettings, SnsSettings, WrongDelivery,
};
pub use code_hash::CodeHash;
pub use database::Database;
pub use hr::Hr;
pub use load::{LoadError, Logo};
pub use log_in::{ClientIdPrefix, LogIn, ResponseMode, StatusNeed, TrustedIssuer};
pub use officers::Officers;
pub use oidc::{Claim, Client, Oidc, WrongClient, hash_of_secret};
pub use organisation::{Contact, Organisation};
pub use preview::Preview;
pub use public_url::{PublicUrl, WrongPublicUrl};
pub use secret::Secret;
pub use server::Server;
pub use single_sign_on::{SecondFactor, SingleSignOn, WrongSingleSignOn};
pub use validate::Refusal;
pub use wallet::{OfferBy, Store, WalletProfile};

use domain::Policy;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// Everything an operator decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Demonstration or real service. Has no default: somebody has to decide it.
    pub mode: Option<Mode>,
    /// How emails and texts leave.
    pub delivery: Delivery,
    /// Where the service is found.
    pub server: Server,
    /// Where everything is kept.
    pub database: Database,
    /// Where secrets are kept.
    pub keys: KeyFiles,
    /// The employer.
    pub organisation: Organisation,
    /// How HR works with employees.
    pub hr: Hr,
    /// Portals that take the access key as a log in.
    pub oidc: Oidc,
    /// What holds in preview only.
    pub preview: Preview,
    /// Limits and lifetimes.
    pub policy: Policy,
    /// Cost of hashing a security code.
    pub code_hash: CodeHash,
    /// How HR officers log in.
    pub officers: Officers,
    /// How a wallet is asked for a key, and whose keys are believed.
    pub log_in: LogIn,
    /// Wallet apps beside the shipped ones, by name.
    pub wallets: BTreeMap<String, WalletProfile>,
    /// The employer's logo, read from `organisation.logo`.
    #[serde(skip)]
    pub logo: Option<Logo>,
}

/// Demonstration or real service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// For trying out: missing keys and tables are made at start, and no message leaves the machine unless `delivery` says so.
    Preview,
    /// For real people.
    Production,
}

/// Where secrets are kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyFiles {
    /// Directory that only the service's own user can read.
    pub dir: PathBuf,
}

impl Default for KeyFiles {
    fn default() -> Self {
        Self { dir: PathBuf::from("keys") }
    }
}

impl Settings {
    /// Whether this is a demonstration.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.mode == Some(Mode::Preview)
    }

    /// What every page shows that this deployment decides.
    #[must_use]
    pub fn site(&self) -> contract::Site {
        let organisation = &self.organisation;
        contract::Site {
            service: organisation.service_name.clone(),
            organisation: organisation.name.clone(),
            logo: self.logo.as_ref().map(|logo| logo.path().to_owned()),
            hr: organisation.hr.to_contract(),
            host: self.server.public_url.host().to_owned(),
            portal_url: organisation.portal_url.as_ref().map(ToString::to_string),
            preview: self.is_preview(),
        }
    }

    /// Which phone numbers people may have: those that texts are sent to.
    #[must_use]
    pub fn numbers(&self) -> domain::details::Numbers<'_> {
        let beginnings = match &self.delivery {
            Delivery::Preview => None,
            Delivery::Providers(providers) => Some(providers.limits.countries.as_slice()),
        };
        domain::details::Numbers { home: self.organisation.country_code.as_deref(), beginnings }
    }

    /// The wallet app that employees are asked to use.
    #[must_use]
    pub fn wallet(&self) -> WalletProfile {
        let name = self.organisation.wallet.as_str();
        self.wallets.get(name).cloned().or_else(|| WalletProfile::shipped(name)).unwrap_or_default()
    }

    /// The wallet app as pages describe it.
    #[must_use]
    pub fn site_wallet(&self) -> contract::site::Wallet {
        self.wallet().to_contract()
    }

    /// The address of `path` (which begins with `/`) on this service: the only way to make an absolute link. Nothing
    /// that a request says about itself gets into it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.server.public_url.url(path)
    }

    /// The Credential Issuer Identifier
    /// ([OpenID4VCI 1.0, section 12.2.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.2.1)):
    /// the public URL without a path and without a trailing slash.
    #[must_use]
    pub fn credential_issuer(&self) -> &str {
        self.server.public_url.origin()
    }

    /// Whether cookies carry `Secure`: on https.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.server.public_url.is_https()
    }

    /// Name of the cookie that holds this browser's flow session.
    #[must_use]
    pub fn flow_cookie(&self) -> &'static str {
        if self.secure_cookies() { "__Host-latchkey-flow" } else { "latchkey-flow" }
    }

    /// Name of the cookie that holds the token of a link until `Continue` is pressed.
    #[must_use]
    pub fn link_cookie(&self) -> &'static str {
        if self.secure_cookies() { "__Host-latchkey-link" } else { "latchkey-link" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_and_links_follow_the_public_url() {
        let mut settings = Settings::default();
        assert_eq!((settings.flow_cookie(), settings.secure_cookies()), ("latchkey-flow", false));
        settings.server.public_url = "https://keys.example.org".parse().unwrap();
        assert_eq!((settings.flow_cookie(), settings.secure_cookies()), ("__Host-latchkey-flow", true));
        assert_eq!(settings.link_cookie(), "__Host-latchkey-link");
        assert_eq!(settings.credential_issuer(), "https://keys.example.org");
        assert_eq!(settings.url("/k/abc"), "https://keys.example.org/k/abc");
        assert_eq!(settings.site().host, "keys.example.org");
    }

    #[test]
    fn own_wallets_come_before_shipped_ones() {
        let mut settings = Settings::default();
        assert_eq!(settings.wallet().name, "your wallet app");
        settings
            .wallets
            .insert("any".to_owned(), WalletProfile { name: "Purse".to_owned(), ..WalletProfile::default() });
        assert_eq!(settings.wallet().name, "Purse");
    }
}
