//! Email and text message that say that a key was revoked.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// How the person comes to another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextKey {
    /// They ask for it, if they need one.
    Ask,
    /// It was sent at the same time.
    Sent,
}

/// "Your access key was revoked", with the reason that HR gave.
pub struct KeyRevoked<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose key it was.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub revoked: &'a str,
    /// Why, in the words of HR.
    pub reason: &'a str,
    /// The next thing for the person to do.
    pub next: NextKey,
}

impl KeyRevoked<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Your access key for {organisation} was revoked"))
            .paragraph(&format!(
                "Your access key for {organisation} was revoked at {}. You cannot log in with it any more.",
                self.revoked
            ))
            .paragraph(&format!("Reason: {}", self.reason))
            .paragraph(match self.next {
                NextKey::Ask => "If you still need to log in, ask for a new access key.",
                NextKey::Sent => "We have sent you another email to download a new access key.",
            })
            .email()
    }
}

/// The same by text, without the reason. Holds no link.
pub struct KeyRevokedText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl KeyRevokedText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let news = format!("Your access key for {} was revoked. An email tells you more.", self.site.organisation);
        Sms::new(self.phone, notice(self.site, &news))
    }
}
