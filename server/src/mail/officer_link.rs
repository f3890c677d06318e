//! Email with the link by which an HR officer sets up password and second factor.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Set up your log in".
pub struct OfficerLink<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who sets up.
    pub to: Recipient<'a>,
    /// With the token.
    pub link: &'a str,
    /// The link's end, for people.
    pub until: &'a str,
}

impl OfficerLink<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let Site { service, organisation, .. } = self.site;
        Letter::new(self.site, self.to, format!("Set up your HR log in for {service}"))
            .paragraph(&format!("An administrator has made you an HR officer of {service} at {organisation}, or asked you to set up your log in again."))
            .paragraph("You need an authenticator app on your phone. Open this link on a computer to choose a password and to set up the app:")
            .link(self.link)
            .paragraph(&format!("The link works once, and stops working at {}. Do not send it to anyone.", self.until))
            .email()
    }
}
