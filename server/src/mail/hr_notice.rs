//! Emails to HR about a person who needs help, or whom somebody may be trying to pass for.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;
use domain::KeyWish;

/// What happened.
#[derive(Clone, Copy)]
pub enum HrNews<'a> {
    /// The invitation is locked for good.
    InvitationLocked,
    /// The person cannot enter codes for a day.
    PersonLocked {
        /// The lock's end, for people.
        until: &'a str,
    },
    /// A QR code was used a second time.
    UsedAgain {
        /// When, for people.
        at: &'a str,
        /// An access key had been added with it before.
        key_added: bool,
    },
    /// The person asks for a new access key.
    KeyWanted {
        /// Why.
        wish: KeyWish,
    },
    /// The phone was reported lost.
    PhoneLost {
        /// When, for people.
        at: &'a str,
        /// There was a live access key, and it is revoked.
        key_revoked: bool,
    },
    /// The person says that a log in was not theirs.
    NotMe {
        /// When they said so, for people.
        at: &'a str,
    },
}

/// "Wrong security codes: STAFF NUMBER" and the like. Names the person by staff number only: mailboxes of a team are read by many.
pub struct HrNotice<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// HR's own address.
    pub to: &'a str,
    /// Whom it is about.
    pub staff_number: &'a str,
    /// What happened.
    pub news: HrNews<'a>,
}

impl HrNotice<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let (staff_number, name) = (self.staff_number, &self.site.hr.name);
        let wrong_codes = "Wrong security codes";
        let (subject, what) = match self.news {
            HrNews::InvitationLocked => (
                wrong_codes,
                format!(
                    "Too many wrong security codes were entered for staff number {staff_number}. The invitation is locked. Check with the \
                     employee that it was them, then send a new invitation."
                ),
            ),
            HrNews::PersonLocked { until } => (
                wrong_codes,
                format!(
                    "Too many wrong security codes were entered in one day for staff number {staff_number}. The employee can try again from \
                     {until}. Check with the employee that it was them."
                ),
            ),
            HrNews::UsedAgain { at, key_added: true } => (
                "QR code used twice",
                format!(
                    "The QR code for staff number {staff_number} was used a second time at {at}, after the access key had been added. Check \
                     with the employee that the access key is in their own wallet app. If it is not, revoke it and send a new invitation."
                ),
            ),
            HrNews::UsedAgain { at, key_added: false } => (
                "QR code used twice",
                format!(
                    "The QR code for staff number {staff_number} was used a second time at {at}. It was stopped before an access key was \
                     added, and the employee can try again. Check with the employee that it was them."
                ),
            ),
            HrNews::KeyWanted { wish } => ("New access key wanted", key_wanted(staff_number, wish)),
            HrNews::PhoneLost { at, key_revoked: true } => ("Lost phone", lost_with_key(staff_number, at)),
            HrNews::PhoneLost { at, key_revoked: false } => (
                "Lost phone",
                format!(
                    "The employee with staff number {staff_number} reported a lost phone at {at}. They had no access key. Any invitation that \
                     was on its way is cancelled. Check with the employee that it was them and that their phone number is right."
                ),
            ),
            HrNews::NotMe { at } => (
                "Log in by somebody else",
                format!(
                    "The employee with staff number {staff_number} said at {at} that a log in with their access key was not theirs. They are \
                     logged out everywhere. The access key still works. Talk to the employee: if somebody else may have it, revoke it and send \
                     a new invitation."
                ),
            ),
        };
        let to = Recipient { email: self.to, given_name: name };
        Letter::new(self.site, to, format!("{subject}: staff number {staff_number}")).paragraph(&what).email()
    }
}

fn key_wanted(staff_number: &str, wish: KeyWish) -> String {
    let why = match wish {
        KeyWish::NewPhone => "they have a new phone",
        KeyWish::Deleted => "they deleted their access key",
        KeyWish::NotWorking => "their access key does not work",
        KeyWish::LostPhone => "they lost their phone",
    };
    format!(
        "The employee with staff number {staff_number} asks for a new access key: {why}. Check with the employee that it was them and that \
         their phone number is right, then send a new invitation."
    )
}

fn lost_with_key(staff_number: &str, at: &str) -> String {
    format!(
        "The employee with staff number {staff_number} reported a lost phone at {at}. The access key on it is revoked, they are logged out \
         everywhere, and any invitation that was on its way is cancelled. Check with the employee that it was them and that their phone \
         number is right, then send a new invitation."
    )
}
