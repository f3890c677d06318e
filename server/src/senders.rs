//! Who carries emails and texts, made from the settings once, when the service starts. Nothing is asked of them then.

use crate::config::{
    Aws, Delivery, EmailProvider, Limits, NotifyService, Providers, Secret, SmsProvider, WrongDelivery,
};
use delivery::{
    AccessKeys, Account, ApiKey, EmailSender, NoClient, Notify, SmsSender, WrongApiKey,
    email::{Login, NotifyEmail, Ses, Smtp, SmtpOptions, WrongSmtp},
    sms::{EndUserMessaging, EndUserMessagingOptions, NotifySms, Sns},
};
use std::{io, path::PathBuf};
use zeroize::Zeroizing;

/// Who carries emails and texts.
#[derive(Debug)]
pub struct Senders {
    /// Emails.
    pub email: EmailSender,
    /// Texts.
    pub sms: SmsSender,
    /// How much they are given.
    pub limits: Limits,
}

/// Why nothing can be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum NoSenders {
    /// Something is missing.
    #[error(transparent)]
    Wrong(#[from] WrongDelivery),
    /// The file of certificates.
    #[error("delivery.email.authority_file {} cannot be read", .0.display())]
    Authorities(PathBuf, #[source] io::Error),
    /// The mail server.
    #[error("delivery.email cannot be used")]
    Smtp(#[from] WrongSmtp),
    /// GOV.UK Notify.
    #[error(transparent)]
    Notify(#[from] NoClient),
}

impl Senders {
    /// As the settings have it; `None` when nothing leaves.
    ///
    /// # Errors
    /// See [`NoSenders`].
    pub fn new(delivery: &Delivery) -> Result<Option<Self>, NoSenders> {
        let Delivery::Providers(providers) = delivery else { return Ok(None) };
        let Providers { email, sms, limits, aws, notify } = &**providers;
        let (email, sms) = (by_email(email, aws, notify)?, by_sms(sms, aws, notify)?);
        Ok(Some(Self { email, sms, limits: limits.clone() }))
    }
}

fn by_email(provider: &EmailProvider, aws: &Aws, notify: &NotifyService) -> Result<EmailSender, NoSenders> {
    Ok(match provider {
        EmailProvider::Ses(ses) => {
            EmailSender::Ses(Ses::new(account(aws)?, ses.from.clone(), ses.configuration_set.clone()))
        }
        EmailProvider::Smtp(smtp) => {
            let read =
                |path: &PathBuf| std::fs::read(path).map_err(|error| NoSenders::Authorities(path.clone(), error));
            let login = smtp.user.as_ref().zip(smtp.password.as_ref());
            EmailSender::Smtp(Smtp::new(SmtpOptions {
                host: smtp.host.clone(),
                port: smtp.port,
                security: smtp.security,
                authorities: smtp.authority_file.as_ref().map(read).transpose()?,
                login: login.map(|(user, password)| Login { user: user.clone(), password: hidden(password) }),
                from: smtp.from.clone(),
            })?)
        }
        EmailProvider::Notify(template) => {
            EmailSender::Notify(NotifyEmail::new(service(notify)?, template.template_id.clone()))
        }
    })
}

fn by_sms(provider: &SmsProvider, aws: &Aws, notify: &NotifyService) -> Result<SmsSender, NoSenders> {
    Ok(match provider {
        SmsProvider::EndUserMessaging(messaging) => {
            let options = EndUserMessagingOptions {
                origination: messaging.origination.clone(),
                configuration_set: messaging.configuration_set.clone(),
                protect_configuration: messaging.protect_configuration.clone(),
                max_price: messaging.max_price.clone(),
            };
            SmsSender::EndUserMessaging(EndUserMessaging::new(account(aws)?, options))
        }
        SmsProvider::Sns(sns) => SmsSender::Sns(Sns::new(account(aws)?, sns.sender_id.clone(), sns.max_price.clone())),
        SmsProvider::Notify(template) => {
            let (id, sender) = (template.template_id.clone(), template.sender_id.clone());
            SmsSender::Notify(NotifySms::new(service(notify)?, id, sender))
        }
    })
}

fn account(aws: &Aws) -> Result<Account, WrongDelivery> {
    let keys = aws.access_key_id.as_ref().zip(aws.secret_access_key.as_ref());
    Ok(Account {
        region: aws.region.clone().ok_or(WrongDelivery::Region)?,
        endpoint: aws.endpoint_url.clone(),
        keys: keys.map(|(id, secret)| AccessKeys { id: id.clone(), secret: hidden(secret) }),
    })
}

fn service(notify: &NotifyService) -> Result<Notify, NoSenders> {
    let key = notify.api_key.as_ref().map_or(Err(WrongApiKey), |key| key.reveal().parse::<ApiKey>());
    Ok(Notify::new(notify.url.clone(), key.map_err(WrongDelivery::NotifyKey)?)?)
}

fn hidden(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(secret.reveal().to_owned())
}
