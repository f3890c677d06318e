//! Email to an HR officer who logs in with the organisation's single sign-on alone: where.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Log in with …"
pub struct OfficerSignOn<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who logs in.
    pub to: Recipient<'a>,
    /// The single sign-on as officers know it.
    pub provider: &'a str,
    /// Where.
    pub link: &'a str,
}

impl OfficerSignOn<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let Site { service, organisation, .. } = self.site;
        Letter::new(self.site, self.to, format!("Log in to {service} with {}", self.provider))
            .paragraph(&format!(
                "An administrator has made you an HR officer of {service} at {organisation}, or asked you to log in again."
            ))
            .paragraph(&format!("You log in with {}. There is nothing to set up:", self.provider))
            .link(self.link)
            .email()
    }
}
