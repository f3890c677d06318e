//! Email with the link by which a person without their phone reports it lost.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// "Report a lost phone": somebody asked for the link with this address.
pub struct ReportLostPhone<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose phone it is.
    pub to: Recipient<'a>,
    /// With the token.
    pub link: &'a str,
    /// The link's end, for people: "3:45pm on 6 August 2026".
    pub until: &'a str,
}

impl ReportLostPhone<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Report a lost phone to {organisation}"))
            .paragraph(&format!("Open this link to report that you have lost the phone with your access key for {organisation}:"))
            .link(self.link)
            .paragraph(&format!(
                "The page says what will happen. Nothing happens until you confirm it there. The link stops working at {}.",
                self.until
            ))
            .paragraph("If you have not lost your phone, do not open the link. Your access key still works.")
            .email()
    }
}
