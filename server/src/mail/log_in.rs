//! Email with the link to log in.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Log in". A person without a key is led to the download.
pub struct LogIn<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who is invited.
    pub to: Recipient<'a>,
    /// The link.
    pub link: &'a str,
    /// Day on which it stops working, for example "13 August 2026".
    pub expires: &'a str,
}

impl LogIn<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Log in to {organisation} with your access key"))
            .paragraph(&format!("You can log in to the portal of {organisation} with your access key. Open this link:"))
            .link(self.link)
            .paragraph("If you do not have an access key yet, the same link helps you to download it.")
            .paragraph(&format!(
                "The link stops working on {}. It is only for you: do not forward this email.",
                self.expires
            ))
            .email()
    }
}
