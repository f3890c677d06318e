//! Email to an HR officer about something that was done to their own account.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficerNews {
    /// Password and authenticator app were set up with a link.
    SetUp,
    /// The password was changed.
    PasswordChanged,
    /// Another authenticator app was set up.
    AppChanged,
    /// New recovery codes were made.
    NewRecoveryCodes,
    /// A recovery code was used to log in.
    RecoveryCodeUsed,
    /// Somebody who has the password entered wrong codes.
    CodesWrong,
    /// Wrong passwords were entered until the address had to wait.
    PasswordsWrong,
    /// The organisation's single sign-on logs this officer in from now on.
    SingleSignOn,
}

/// "Your HR log in was …"
pub struct OfficerNotice<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Whose account.
    pub to: Recipient<'a>,
    /// When, for people: "3:45pm on 6 August 2026".
    pub at: &'a str,
    /// What was done.
    pub news: OfficerNews,
}

impl OfficerNotice<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let (service, at) = (&self.site.service, self.at);
        let (subject, what) = match self.news {
            OfficerNews::SetUp => ("was set up", "A password and an authenticator app were set up for your HR log in"),
            OfficerNews::PasswordChanged => ("has a new password", "The password of your HR log in was changed"),
            OfficerNews::AppChanged => {
                ("has a new authenticator app", "Another authenticator app was set up for your HR log in")
            }
            OfficerNews::NewRecoveryCodes => {
                ("has new recovery codes", "New recovery codes were made for your HR log in")
            }
            OfficerNews::RecoveryCodeUsed => {
                ("was used with a recovery code", "A recovery code was used for your HR log in")
            }
            OfficerNews::SingleSignOn => {
                ("now takes your single sign-on", "Your HR log in was used with single sign-on for the first time")
            }
            OfficerNews::CodesWrong => (
                "was refused",
                "Someone who entered your password entered wrong codes of the authenticator app too often",
            ),
            OfficerNews::PasswordsWrong => {
                ("was refused", "Wrong passwords were entered for your HR log in too many times")
            }
        };
        let advice = match self.news {
            OfficerNews::CodesWrong => {
                "If this was not you, change your password, and tell an administrator of this service at once."
            }
            OfficerNews::PasswordsWrong => {
                "If this was not you, someone may be trying to guess your password. Tell an administrator of this service. Meanwhile, log in with a browser that you have logged in with before."
            }
            _ => "If this was not you, tell an administrator of this service at once.",
        };
        Letter::new(self.site, self.to, format!("Your HR log in for {service} {subject}"))
            .paragraph(&format!("{what}, at {at}."))
            .paragraph("If this was you, you do not need to do anything.")
            .paragraph(advice)
            .email()
    }
}
