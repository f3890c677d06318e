//! Email and text message about a new access key in place of an old one.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// "Your new access key": re-issue.
pub struct NewKey<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who is invited.
    pub to: Recipient<'a>,
    /// The link.
    pub link: &'a str,
    /// Day on which it stops working, for example "13 August 2026".
    pub expires: &'a str,
    /// The old key does not work any more: the phone with it is lost.
    pub lost: bool,
}

impl NewKey<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        let old = match self.lost {
            true => "Your old access key has stopped working.",
            false => "Your old access key does not work any more once you add the new one.",
        };
        Letter::new(self.site, self.to, format!("Your new access key for {organisation}"))
            .paragraph(&format!("{organisation} has a new access key for you. {old}"))
            .paragraph("You need your phone. To download the new key, open this link:")
            .link(self.link)
            .paragraph(&format!(
                "The link stops working on {}. It is only for you: do not forward this email.",
                self.expires
            ))
            .email()
    }
}

/// The same news by text, so that a stranger in the mailbox does not go unnoticed. Holds no link.
pub struct NewKeyText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl NewKeyText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let news = format!("{} has sent you an email to download a new access key.", self.site.organisation);
        Sms::new(self.phone, notice(self.site, &news))
    }
}
