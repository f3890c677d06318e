//! Email with the link to the first access key.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Download your access key".
pub struct DownloadKey<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who is invited.
    pub to: Recipient<'a>,
    /// The link.
    pub link: &'a str,
    /// Day on which it stops working, for example "13 August 2026".
    pub expires: &'a str,
}

impl DownloadKey<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Download your access key for {organisation}"))
            .paragraph(&format!("{organisation} has invited you to download an access key. It is how you log in to your employer's portal."))
            .paragraph("You need your phone. It takes a few minutes. To start, open this link:")
            .link(self.link)
            .paragraph(&format!("The link stops working on {}. It is only for you: do not forward this email.", self.expires))
            .email()
    }
}
