//! What `delivery` must not be.

use super::{Aws, Delivery, EmailProvider, Limits, Providers, SmsProvider, SmtpSettings};
use delivery::{ApiKey, WrongApiKey, email::Security};
use std::net::IpAddr;
use url::{Host, Url};

/// Longest beginning of a number that can be allowed.
const COUNTRY_DIGITS: usize = 7;

/// A reason not to send with these settings, in words for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongDelivery {
    /// Not a sender.
    #[error(
        "delivery.email.from must be an email address, alone or as \"Name <address>\" with a name in ASCII letters"
    )]
    From,
    /// No mail server.
    #[error("delivery.email.host must not be empty")]
    Host,
    /// Clear text over a network.
    #[error("delivery.email.security = \"none\" is for a mail server on this machine only")]
    ClearMail,
    /// Half a log in.
    #[error("delivery.email.user and delivery.email.password belong together")]
    MailLogin,
    /// No region.
    #[error("set delivery.aws.region: Amazon SES, Amazon SNS and AWS End User Messaging need it")]
    Region,
    /// Half a key.
    #[error("delivery.aws.access_key_id and delivery.aws.secret_access_key belong together")]
    AwsKeys,
    /// No key, or not one.
    #[error("delivery.notify.api_key: {0}")]
    NotifyKey(#[source] WrongApiKey),
    /// An address to which messages would go in clear.
    #[error("{0} must begin with https:// (http is for a preview and an address of this machine only)")]
    Address(&'static str),
    /// Not an amount.
    #[error("delivery.sms.max_price must be an amount in US dollars below 100, for example \"0.10\"")]
    MaxPrice,
    /// Nobody may be written to.
    #[error(
        "delivery.limits.countries must name what phone numbers may begin with, 1 to {COUNTRY_DIGITS} digits each, for example [\"44\"]"
    )]
    Countries,
    /// Nowhere from.
    #[error("delivery.sms.origination must not be empty")]
    Origination,
    /// No template.
    #[error("delivery.email.template_id and delivery.sms.template_id must not be empty; sender_id is for texts only")]
    Template,
}

impl Delivery {
    /// Every reason not to send with these settings.
    pub(in crate::config) fn wrong(&self, preview: bool) -> Vec<WrongDelivery> {
        match self {
            Self::Preview => Vec::new(),
            Self::Providers(providers) => providers.wrong(preview),
        }
    }
}

impl Providers {
    /// Every reason not to send by these.
    pub(super) fn wrong(&self, preview: bool) -> Vec<WrongDelivery> {
        let mut found = Vec::new();
        let mut refuse = |wrong: bool, what: WrongDelivery| {
            if wrong {
                found.push(what);
            }
        };
        match &self.email {
            EmailProvider::Ses(ses) => refuse(!is_sender(&ses.from), WrongDelivery::From),
            EmailProvider::Smtp(smtp) => {
                refuse(!is_sender(&smtp.from), WrongDelivery::From);
                let host = !smtp.host.trim().is_empty();
                refuse(!host, WrongDelivery::Host);
                refuse(smtp.security == Security::None && host && !is_own_host(smtp), WrongDelivery::ClearMail);
                refuse(smtp.user.is_some() != smtp.password.is_some(), WrongDelivery::MailLogin);
            }
            EmailProvider::Notify(template) => {
                refuse(template.template_id.is_empty() || template.sender_id.is_some(), WrongDelivery::Template);
            }
        }
        match &self.sms {
            SmsProvider::EndUserMessaging(messaging) => {
                refuse(messaging.origination.is_empty(), WrongDelivery::Origination);
                refuse(!is_amount(&messaging.max_price), WrongDelivery::MaxPrice);
            }
            SmsProvider::Sns(sns) => refuse(!is_amount(&sns.max_price), WrongDelivery::MaxPrice),
            SmsProvider::Notify(template) => refuse(template.template_id.is_empty(), WrongDelivery::Template),
        }
        let Aws { region, access_key_id, secret_access_key, endpoint_url } = &self.aws;
        refuse(self.uses_aws() && region.is_none(), WrongDelivery::Region);
        refuse(access_key_id.is_some() != secret_access_key.is_some(), WrongDelivery::AwsKeys);
        let safe = |url: &Option<Url>| url.as_ref().is_none_or(|url| is_safe(url, preview));
        refuse(!safe(endpoint_url), WrongDelivery::Address("delivery.aws.endpoint_url"));
        refuse(!safe(&self.notify.url), WrongDelivery::Address("delivery.notify.url"));
        if self.uses_notify() {
            let key = self.notify.api_key.as_ref().map_or(Err(WrongApiKey), |key| key.reveal().parse::<ApiKey>());
            refuse(key.is_err(), WrongDelivery::NotifyKey(WrongApiKey));
        }
        refuse(!self.limits.are_countries(), WrongDelivery::Countries);
        found
    }

    fn uses_aws(&self) -> bool {
        let texts = matches!(self.sms, SmsProvider::EndUserMessaging(_) | SmsProvider::Sns(_));
        texts || matches!(self.email, EmailProvider::Ses(_))
    }

    fn uses_notify(&self) -> bool {
        matches!(self.sms, SmsProvider::Notify(_)) || matches!(self.email, EmailProvider::Notify(_))
    }
}

impl Limits {
    fn are_countries(&self) -> bool {
        let good = |code: &String| {
            (1..=COUNTRY_DIGITS).contains(&code.len())
                && code.bytes().all(|byte| byte.is_ascii_digit())
                && !code.starts_with('0')
        };
        !self.countries.is_empty() && self.countries.iter().all(good)
    }
}

fn is_sender(from: &str) -> bool {
    from.is_ascii() && delivery::email::is_sender(from)
}

fn is_own_host(smtp: &SmtpSettings) -> bool {
    smtp.host == "localhost" || smtp.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_safe(url: &Url, preview: bool) -> bool {
    let own = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (preview && own && url.scheme() == "http")
}

/// As AWS End User Messaging takes it
/// ([MaxPrice](https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html)).
fn is_amount(text: &str) -> bool {
    let Some((whole, part)) = text.split_once('.') else { return false };
    let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole, 2) && digits(part, 5) && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}
