//! Sending emails.

mod notify;
mod ses;
mod smtp;

pub use notify::NotifyEmail;
pub use ses::Ses;
pub use smtp::{Login, Security, Smtp, SmtpOptions, WrongSmtp};

use crate::{
    Dispatch, Email, Failure, Receipt,
    dispatch::{in_time, quietly},
};
use lettre::message::Mailbox;

/// What tells the reader's programs that nobody waits for their answer
/// ([RFC 3834, section 5](https://www.rfc-editor.org/rfc/rfc3834#section-5)).
const BY_A_PROGRAM: (&str, &str) = ("Auto-Submitted", "auto-generated");

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
    /// Hands an email over: one call, which ends within 10 seconds; one to a mail server within 40.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        quietly(async {
            match self {
                Self::Ses(ses) => in_time(ses.send(email)).await,
                Self::Smtp(smtp) => smtp.send(email, dispatch).await,
                Self::Notify(notify) => in_time(notify.send(email, dispatch)).await,
            }
        })
        .await
    }
}
