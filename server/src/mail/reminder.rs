//! Email that reminds of an invitation that nobody has used yet.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Download your access key before …".
pub struct Reminder<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who is invited.
    pub to: Recipient<'a>,
    /// The link: another than in the first email, to the same place.
    pub link: &'a str,
    /// Day on which it stops working, for example "13 August 2026".
    pub expires: &'a str,
    /// The new key takes the place of another.
    pub replaces: bool,
}

impl Reminder<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        let key = if self.replaces { "new access key" } else { "access key" };
        Letter::new(self.site, self.to, format!("Reminder: download your {key} for {organisation}"))
            .paragraph(&format!(
                "{organisation} has invited you to download your {key}, and you have not done so yet. It is how you log in \
                 to your employer's portal."
            ))
            .paragraph("You need your phone. It takes a few minutes. To start, open this link:")
            .link(self.link)
            .paragraph(&format!(
                "The link stops working on {}. It is only for you: do not forward this email.",
                self.expires
            ))
            .email()
    }
}
