//! What every page of the HR console shows.

use crate::text::keys::Console;

pub(in crate::text) const CONSOLE: Console = Console {
    staff: "Staff passports",
    waiting: "Waiting",
    audit: "Audit trail",
    officers: "Officers",
    menu: "Menu",
    ends_at: "You will be logged out at {time} if you do nothing.",
    saved: "Saved",
    not_allowed: "You cannot do this",
    not_allowed_body: "Your role does not allow it. An administrator of this service can change your role.",
    pages: "Pages of results",
    previous_page: "Previous",
    next_page: "Next",
    page_number: "Page {number}",
    no_data: "No data",
    this_person: "this person",
};
