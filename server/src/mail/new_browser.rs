//! Email and text message about a log in from a browser that the person has not logged in from before.

use super::{Recipient, letter::Letter, notice};
use contract::Site;
use delivery::{Email, Sms};

/// "Log in from a new browser", with the link "this was not me".
pub struct NewBrowser<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Who logged in.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub at: &'a str,
    /// In a few words, such as "Chrome on Windows".
    pub browser: &'a str,
    /// With the token.
    pub link: &'a str,
    /// The link's end, for people.
    pub until: &'a str,
}

impl NewBrowser<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let organisation = &self.site.organisation;
        Letter::new(self.site, self.to, format!("Log in from a new browser for {organisation}"))
            .paragraph(&format!(
                "Your access key for {organisation} was used to log in from a new browser at {}: {}.",
                self.at, self.browser
            ))
            .paragraph("If this was you, you do not need to do anything.")
            .paragraph("If this was not you, open this link and tell us:")
            .link(self.link)
            .paragraph(&format!("The link stops working at {}.", self.until))
            .email()
    }
}

/// The same by text, for those who want it. Holds no link.
pub struct NewBrowserText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
}

impl NewBrowserText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let organisation = &self.site.organisation;
        let news = format!(
            "Your access key for {organisation} was used to log in from a new browser. An email tells you more."
        );
        Sms::new(self.phone, notice(self.site, &news))
    }
}
