//! Email that says that too many wrong security codes were entered.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Too many wrong security codes": somebody may be guessing.
pub struct CodeTries<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose codes they were.
    pub to: Recipient<'a>,
    /// From when on codes are taken again, for people: "3:45pm on 6 August 2026".
    pub until: &'a str,
}

impl CodeTries<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        Letter::new(self.site, self.to, "Too many wrong security codes")
            .paragraph(&format!(
                "Too many wrong security codes were entered for your access key for {}. You can try again from {}.",
                self.site.organisation, self.until
            ))
            .paragraph("If this was not you, somebody may have your email. Tell us at once.")
            .email()
    }
}
