//! Emails to HR about a person who is stuck because of wrong security codes.

use super::{Recipient, letter::Letter};
use contract::Site;
use delivery::Email;

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
}

/// "Wrong security codes: STAFF NUMBER". Names the person by staff number only: mailboxes of a team are read by many.
pub struct HrNotice<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// HR's own address.
    pub to: &'a str,
    /// Whose codes they were.
    pub staff_number: &'a str,
    /// What happened.
    pub news: HrNews<'a>,
}

impl HrNotice<'_> {
    /// The message.
    #[must_use]
    pub fn email(&self) -> Email {
        let (staff_number, name) = (self.staff_number, &self.site.hr.name);
        let what = match self.news {
            HrNews::InvitationLocked => format!(
                "Too many wrong security codes were entered for staff number {staff_number}. The invitation is locked. Check with the employee \
                 that it was them, then send a new invitation."
            ),
            HrNews::PersonLocked { until } => format!(
                "Too many wrong security codes were entered in one day for staff number {staff_number}. The employee can try again from \
                 {until}. Check with the employee that it was them."
            ),
        };
        let to = Recipient { email: self.to, given_name: name };
        Letter::new(self.site, to, format!("Wrong security codes: staff number {staff_number}"))
            .paragraph(&what)
            .email()
    }
}
