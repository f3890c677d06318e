//! Sending emails.

mod notify;
mod ses;
mod smtp;

pub use notify::NotifyEmail;
pub use ses::Ses;
pub use smtp::{Login, Security, Smtp, SmtpOptions, WrongSmtp};

use crate::{Dispatch, Email, Failure, Receipt, dispatch::in_time};
use lettre::message::Mailbox;

/// Whether emails can come from here: an address alone or `Name <address>`.
#[must_use]
pub fn is_sender(from: &str) -> bool {
    from.parse::<Mailbox>().is_ok()
}

/// A provider of emails.
#[derive(Debug)]
pub enum EmailSender {
    /// Amazon SES.
    Ses(Ses),
    /// A mail server.
    Smtp(Smtp),
    /// GOV.UK Notify.
    Notify(NotifyEmail),
}

impl EmailSender {
    /// Hands an email over: one call, which ends within 10 seconds.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        in_time(async {
            match self {
                Self::Ses(ses) => ses.send(email).await,
                Self::Smtp(smtp) => smtp.send(email, dispatch).await,
                Self::Notify(notify) => notify.send(email, dispatch).await,
            }
        })
        .await
    }
}
