//! Section `[organisation]`: the employer.

use super::text;
use serde::Deserialize;
use std::path::PathBuf;
use url::Url;

/// The employer. One a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organisation {
    /// Name of the employer.
    pub name: String,
    /// Name of the service, at most 40 characters: it stands in the text message with the security code.
    pub service_name: String,
    /// File of the employer's logo: SVG or PNG, at most 64 KiB.
    #[serde(deserialize_with = "text::optional_parsed")]
    pub logo: Option<PathBuf>,
    /// How to reach HR. At least one of email and phone is needed in production.
    pub hr: Contact,
    /// The employer's portal, where the key is used.
    #[serde(deserialize_with = "text::optional_parsed")]
    pub portal_url: Option<Url>,
    /// Time zone of the clock times that people read, by its name in the IANA time zone database.
    pub time_zone: String,
    /// Languages of the pages, the first one by default. Only English (`en`) so far.
    pub languages: Vec<String>,
    /// Wallet app that employees are asked to use: `any`, `demo` or one of `[wallets.…]`.
    pub wallet: String,
    /// Country code of phone numbers that are written with one leading 0, digits only, for example "44".
    #[serde(deserialize_with = "text::optional")]
    pub country_code: Option<String>,
}

/// How to reach HR.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Name of the team.
    pub name: String,
    /// Email address.
    #[serde(deserialize_with = "text::optional")]
    pub email: Option<String>,
    /// Phone number as it should be read.
    #[serde(deserialize_with = "text::optional")]
    pub phone: Option<String>,
}

impl Default for Organisation {
    fn default() -> Self {
        Self {
            name: "Example Organisation".to_owned(),
            service_name: "Staff access keys".to_owned(),
            logo: None,
            hr: Contact::default(),
            portal_url: None,
            time_zone: "Europe/London".to_owned(),
            languages: vec!["en".to_owned()],
            wallet: "any".to_owned(),
            country_code: None,
        }
    }
}

impl Default for Contact {
    fn default() -> Self {
        Self { name: "HR team".to_owned(), email: None, phone: None }
    }
}

impl Contact {
    /// As pages show it.
    #[must_use]
    pub fn to_contract(&self) -> contract::site::Contact {
        contract::site::Contact { name: self.name.clone(), email: self.email.clone(), phone: self.phone.clone() }
    }
}

impl Organisation {
    /// The employer's time zone; `None` when its name is not known.
    #[must_use]
    pub fn zone(&self) -> Option<jiff::tz::TimeZone> {
        jiff::tz::TimeZone::get(&self.time_zone).ok()
    }
}
