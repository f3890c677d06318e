//! Email that says that a key was added.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Your access key was added": whoever did not do this reads it in their own mailbox.
pub struct KeyAdded<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose key it is.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub added: &'a str,
    /// An earlier key stopped working.
    pub replaces: bool,
}

impl KeyAdded<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        let letter = Letter::new(self.site, self.to, format!("Your access key for {organisation} was added"))
            .paragraph(&format!("Your access key for {organisation} was added to a wallet app at {}.", self.added));
        let letter = if self.replaces { letter.paragraph("Your old access key has stopped working.") } else { letter };
        letter
            .paragraph("If this was not you, tell us at once: somebody else may hold your key.")
            .paragraph("If you lose your phone or delete the key, ask for a new one.")
            .email()
    }
}
