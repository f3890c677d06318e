//! What every page of the HR console shows.

table! {
    /// What every page of the HR console shows.
    Console {
        staff, waiting, audit, officers, menu, ends_at, saved, not_allowed, not_allowed_body,
        pages, previous_page, next_page, page_number, no_data, this_person,
    }
}
