//! What the settings come to, in words for the operator.

use super::{Delivery, EmailProvider, Providers, SmsProvider};

impl Delivery {
    /// By whom emails and texts leave, a sentence each.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        match self {
            Self::Preview => vec!["Emails and texts do not leave: they are shown at /preview/outbox.".to_owned()],
            Self::Providers(providers) => providers.in_words(),
        }
    }
}

impl Providers {
    fn in_words(&self) -> Vec<String> {
        let region = self.aws.region.as_deref().unwrap_or_default();
        let email = match &self.email {
            EmailProvider::Ses(ses) => format!("by Amazon SES in {region}, from {}", ses.from),
            EmailProvider::Smtp(smtp) => format!("by the mail server {}, from {}", smtp.host, smtp.from),
            EmailProvider::Notify(_) => "by GOV.UK Notify".to_owned(),
        };
        let sms = match &self.sms {
            SmsProvider::EndUserMessaging(messaging) => {
                format!("by AWS End User Messaging in {region}, from {}", messaging.origination)
            }
            SmsProvider::Sns(_) => format!("by Amazon SNS in {region}"),
            SmsProvider::Notify(_) => "by GOV.UK Notify".to_owned(),
        };
        let limits = &self.limits;
        let countries = limits.countries.iter().map(|code| format!("+{code}")).collect::<Vec<_>>().join(", ");
        vec![
            format!("Emails leave {email}, at most {} in an hour.", limits.emails_per_hour),
            format!(
                "Texts leave {sms}, to numbers that begin with {countries}, at most {} in a day.",
                limits.texts_per_day
            ),
        ]
    }
}
