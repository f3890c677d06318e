//! Email and text message that say that a phone was reported lost.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// "Your phone was reported lost": the key is revoked and nobody is logged in with it any more.
pub struct LostPhone<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose phone it is.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub reported: &'a str,
}

impl LostPhone<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let (organisation, hr) = (&self.site.organisation, &self.site.hr.name);
        Letter::new(self.site, self.to, "Your phone was reported lost")
            .paragraph(&format!(
                "Your phone was reported lost at {}. Your access key for {organisation} was revoked, so nobody can log in with it. You were \
                 logged out everywhere.",
                self.reported
            ))
            .paragraph(&format!("We have told {hr} that you need a new access key. If your phone number has changed, tell {hr}."))
            .email()
    }
}

/// The same by text, for whoever did not report it. Holds no link.
pub struct LostPhoneText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl LostPhoneText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let organisation = &self.site.organisation;
        let news = format!("Your phone was reported lost and your access key for {organisation} was revoked.");
        Sms::new(self.phone, notice(self.site, &news))
    }
}
