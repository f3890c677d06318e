//! The messages that people get: one file each, a typed value that becomes an email or a text message.
//!
//! An email that leads somewhere has exactly one link, whose visible text is the whole address; it has no image and
//! nothing that is fetched. A text message has no link at all. Whoever did not expect a message reads whom to tell.

mod code_tries;
mod contact_changed;
mod download_key;
mod hr_notice;
mod key_added;
mod key_ends;
mod key_revoked;
mod key_suspended;
mod letter;
mod log_in;
mod lost_phone;
mod new_browser;
mod new_key;
mod officer_link;
mod officer_notice;
mod officer_sign_on;
mod reminder;
mod report_lost_phone;
mod security_code;
mod tx_code_text;
mod used_again;

pub use code_tries::CodeTries;
pub use contact_changed::{ContactChanged, ContactChangedText};
pub use download_key::DownloadKey;
pub use hr_notice::{HrNews, HrNotice};
pub use key_added::KeyAdded;
pub use key_ends::KeyEnds;
pub use key_revoked::{KeyRevoked, KeyRevokedText, NextKey};
pub use key_suspended::{KeyRestored, KeyRestoredText, KeySuspended, KeySuspendedText};
pub use log_in::LogIn;
pub use lost_phone::{LostPhone, LostPhoneText};
pub use new_browser::{NewBrowser, NewBrowserText};
pub use new_key::{NewKey, NewKeyText};
pub use officer_link::OfficerLink;
pub use officer_notice::{OfficerNews, OfficerNotice};
pub use officer_sign_on::OfficerSignOn;
pub use reminder::Reminder;
pub use report_lost_phone::ReportLostPhone;
pub use security_code::SecurityCodeText;
pub use tx_code_text::TxCodeText;
pub use used_again::UsedAgain;

use contract::Site;
use delivery::{SINGLE_PART, septets};

/// Whom an email goes to.
#[derive(Clone, Copy)]
pub struct Recipient<'a> {
    /// Address, parsed when it was entered.
    pub email: &'a str,
    /// How the person is addressed.
    pub given_name: &'a str,
}

/// "Contact HR team: hr@example.org or 01632 960123."
fn contact(site: &Site) -> String {
    let hr = &site.hr;
    match (&hr.email, &hr.phone) {
        (Some(email), Some(phone)) => format!("{}: {email} or {phone}", hr.name),
        (Some(way), None) | (None, Some(way)) => format!("{}: {way}", hr.name),
        (None, None) => hr.name.clone(),
    }
}

/// A text message that ends with whom to tell: in full if that fits into one part.
fn notice(site: &Site, news: &str) -> String {
    let full = format!("{news} If you did not expect this, contact {}.", contact(site));
    if septets(&full).is_some_and(|length| length <= SINGLE_PART) {
        full
    } else {
        format!("{news} If you did not expect this, tell HR.")
    }
}

#[cfg(test)]
mod tests;
