//! Email and text message to the old and the new contact details of somebody.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// "Your contact details were changed". It names neither the old nor the new ones: one of the two readers may be a stranger.
pub struct ContactChanged<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose they are.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub changed: &'a str,
    /// The email address was changed.
    pub email: bool,
    /// The phone number was changed.
    pub phone: bool,
}

impl ContactChanged<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        let what = match (self.email, self.phone) {
            (true, true) => "email address and the phone number",
            (true, false) => "email address",
            (false, _) => "phone number",
        };
        Letter::new(self.site, self.to, format!("Your contact details for {organisation} were changed"))
            .paragraph(&format!(
                "The {what} that {organisation} uses to send you an access key changed at {}. Links and security codes \
                 that we sent before do not work any more.",
                self.changed
            ))
            .paragraph("If you did not ask for this, tell us at once: somebody may be trying to get an access key in your name.")
            .email()
    }
}

/// The same by text. Holds no link.
pub struct ContactChangedText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl ContactChangedText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let news = format!("Your contact details for {} were changed.", self.site.organisation);
        Sms::new(self.phone, notice(self.site, &news))
    }
}
