//! `delivery`: how emails and texts leave. Either `delivery = "preview"`, or sections `[delivery.email]`,
//! `[delivery.sms]` and what belongs to them.

mod check;
#[cfg(test)]
mod tests;
mod words;

pub use check::WrongDelivery;

use super::{Secret, secret, text};
use delivery::email::Security;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, num::NonZeroU32, path::PathBuf};
use url::Url;

/// How emails and texts leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// They do not: they are kept and shown at `/preview/outbox`.
    #[default]
    Preview,
    /// By these providers.
    Providers(Box<Providers>),
}

/// Who carries emails and texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Providers {
    /// Who carries emails.
    pub email: EmailProvider,
    /// Who carries texts.
    pub sms: SmsProvider,
    /// How much is sent.
    #[serde(default)]
    pub limits: Limits,
    /// For the providers of Amazon Web Services.
    #[serde(default)]
    pub aws: Aws,
    /// For GOV.UK Notify.
    #[serde(default)]
    pub notify: NotifyService,
}

/// Who carries emails.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "provider", rename_all = "kebab-case")]
pub enum EmailProvider {
    /// Amazon SES.
    Ses(SesSettings),
    /// A mail server.
    Smtp(SmtpSettings),
    /// GOV.UK Notify.
    Notify(NotifyTemplate),
}

/// Amazon SES.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SesSettings {
    /// The sender, an address alone or `Name <address>`.
    pub from: String,
    /// Configuration set.
    #[serde(default, deserialize_with = "text::optional")]
    pub configuration_set: Option<String>,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// The sender, an address alone or `Name <address>`.
    pub from: String,
    /// The server's name.
    pub host: String,
    /// Its port; that of `security` unless set.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is encrypted.
    #[serde(default)]
    pub security: Security,
    /// File of certificates (PEM) that are trusted beside the operating system's.
    #[serde(default)]
    pub authority_file: Option<PathBuf>,
    /// As whom.
    #[serde(default, deserialize_with = "text::optional")]
    pub user: Option<String>,
    /// Password of `user`.
    #[serde(default, deserialize_with = "secret::optional")]
    pub password: Option<Secret>,
}

/// A template of GOV.UK Notify.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyTemplate {
    /// Its id.
    pub template_id: String,
    /// Id of a text message sender other than the service's usual one; for texts only.
    #[serde(default, deserialize_with = "text::optional")]
    pub sender_id: Option<String>,
}

/// Who carries texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "provider", rename_all = "kebab-case")]
pub enum SmsProvider {
    /// AWS End User Messaging.
    EndUserMessaging(EndUserMessagingSettings),
    /// Amazon SNS.
    Sns(SnsSettings),
    /// GOV.UK Notify.
    Notify(NotifyTemplate),
}

/// AWS End User Messaging.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndUserMessagingSettings {
    /// Number, sender id or pool from which texts come.
    #[serde(deserialize_with = "text::plain")]
    pub origination: String,
    /// Configuration set.
    #[serde(default, deserialize_with = "text::optional")]
    pub configuration_set: Option<String>,
    /// Protect configuration.
    #[serde(default, deserialize_with = "text::optional")]
    pub protect_configuration: Option<String>,
    /// The most that a text may cost, in US dollars.
    #[serde(default = "max_price", deserialize_with = "amount")]
    pub max_price: String,
}

/// Amazon SNS.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnsSettings {
    /// What phones show as the sender.
    #[serde(default, deserialize_with = "text::optional")]
    pub sender_id: Option<String>,
    /// The most that a text may cost, in US dollars.
    #[serde(default = "max_price", deserialize_with = "amount")]
    pub max_price: String,
}

fn max_price() -> String {
    "0.10".to_owned()
}

/// An amount, which may be written as a number. It has a point in it, as AWS End User Messaging wants it.
fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Amount {
        Text(String),
        Number(f64),
    }
    let written = match Amount::deserialize(deserializer)? {
        Amount::Text(text) => text,
        Amount::Number(number) => number.to_string(),
    };
    let whole = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    Ok(if whole { format!("{written}.0") } else { written })
}

/// The account at Amazon Web Services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aws {
    /// Region.
    #[serde(deserialize_with = "text::optional")]
    pub region: Option<String>,
    /// Access key. Without one, credentials are looked for where AWS programs look.
    #[serde(deserialize_with = "text::optional")]
    pub access_key_id: Option<String>,
    /// Its secret.
    #[serde(deserialize_with = "secret::optional")]
    pub secret_access_key: Option<Secret>,
    /// Address to call in place of the region's own.
    #[serde(deserialize_with = "text::optional_parsed")]
    pub endpoint_url: Option<Url>,
}

/// The service at GOV.UK Notify.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotifyService {
    /// API key.
    #[serde(deserialize_with = "secret::optional")]
    pub api_key: Option<Secret>,
    /// Address to call in place of [`delivery::Notify::ADDRESS`].
    #[serde(deserialize_with = "text::optional_parsed")]
    pub url: Option<Url>,
}

/// How much is sent. A message is counted before its provider is called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// What numbers may begin with after the `+`: country codes, with area codes where a whole country is too much.
    pub countries: Vec<String>,
    /// Texts to one number in a day.
    pub texts_per_number_day: NonZeroU32,
    /// Texts to one of `countries` in an hour.
    pub texts_per_country_hour: NonZeroU32,
    /// Texts in a day.
    pub texts_per_day: NonZeroU32,
    /// Emails in an hour.
    pub emails_per_hour: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        let limit = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            countries: Vec::new(),
            texts_per_number_day: limit(30),
            texts_per_country_hour: limit(1000),
            texts_per_day: limit(5000),
            emails_per_hour: limit(5000),
        }
    }
}

impl Limits {
    /// Whether numbers with this country code can be among those that are written to.
    pub(super) fn reach(&self, country_code: &str) -> bool {
        let fits = |country: &String| country.starts_with(country_code) || country_code.starts_with(country.as_str());
        self.countries.iter().any(fits)
    }

    /// The longest of `countries` with which a number begins.
    #[must_use]
    pub fn country(&self, number: &str) -> Option<&str> {
        let digits = number.strip_prefix('+')?;
        let fits = self.countries.iter().filter(|country| digits.starts_with(country.as_str()));
        fits.max_by_key(|country| country.len()).map(String::as_str)
    }
}

impl<'de> Deserialize<'de> for Delivery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Delivery;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"preview\", or sections [delivery.email] and [delivery.sms]")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Delivery, E> {
                if text == "preview" {
                    Ok(Delivery::Preview)
                } else {
                    Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
                }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Delivery, A::Error> {
                Providers::deserialize(MapAccessDeserializer::new(map))
                    .map(|found| Delivery::Providers(Box::new(found)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
