//! Emails and text messages that say that a key was suspended, or works again.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// "Your access key was suspended", with the reason that HR gave.
pub struct KeySuspended<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose key it is.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub suspended: &'a str,
    /// Why, in the words of HR.
    pub reason: &'a str,
}

impl KeySuspended<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Your access key for {organisation} was suspended"))
            .paragraph(&format!(
                "Your access key for {organisation} was suspended at {}. You cannot log in with it for now, and you were \
                 logged out everywhere.",
                self.suspended
            ))
            .paragraph(&format!("Reason: {}", self.reason))
            .paragraph("Keep the key in your wallet app. We will tell you when it works again.")
            .email()
    }
}

/// The same by text, without the reason. Holds no link.
pub struct KeySuspendedText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl KeySuspendedText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let news = format!("Your access key for {} was suspended. An email tells you more.", self.site.organisation);
        Sms::new(self.phone, notice(self.site, &news))
    }
}

/// "Your access key works again".
pub struct KeyRestored<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose key it is.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub restored: &'a str,
}

impl KeyRestored<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Your access key for {organisation} works again"))
            .paragraph(&format!(
                "Your access key for {organisation} was suspended. It works again since {}: you can log in with it.",
                self.restored
            ))
            .email()
    }
}

/// The same by text. Holds no link.
pub struct KeyRestoredText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl KeyRestoredText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let news = format!("Your access key for {} works again.", self.site.organisation);
        Sms::new(self.phone, notice(self.site, &news))
    }
}
