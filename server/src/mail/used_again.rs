//! Email that says that a QR code was used a second time.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Someone tried to use your QR code again": somebody may have seen it.
pub struct UsedAgain<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose QR code it was.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub at: &'a str,
    /// An access key had been added with it before.
    pub key_added: bool,
}

impl UsedAgain<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        let letter = Letter::new(self.site, self.to, "Someone tried to use your QR code again").paragraph(&format!(
            "Someone used the QR code for your access key for {organisation} a second time, at {}. It works only once, so they got no \
             access key.",
            self.at
        ));
        let letter = if self.key_added {
            letter.paragraph(
                "Open your wallet app and check that your access key is there. If it is, you do not need to do anything. If it is not, \
                 somebody else may have it: tell us at once.",
            )
        } else {
            letter
                .paragraph("To keep you safe, we stopped this QR code before your access key was added.")
                .paragraph(
                    "To carry on, go back to the page that showed it and select Try again. Do not let anyone else see the new QR code.",
                )
        };
        letter.email()
    }
}
