//! Email that says that a key ends soon.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Your access key stops working on …", while there is time to get another.
pub struct KeyEnds<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose key it is.
    pub to: Recipient<'a>,
    /// Its last day, for example "13 August 2026".
    pub ends: &'a str,
}

impl KeyEnds<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Your access key for {organisation} stops working soon"))
            .paragraph(&format!("Your access key for {organisation} stops working on {}.", self.ends))
            .paragraph(&format!(
                "To get a new one in time, log in at {} and ask for a new access key, or contact {}.",
                self.site.host, self.site.hr.name
            ))
            .email()
    }
}
