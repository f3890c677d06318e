//! Staff passports: people, their records, what waits.

table! {
    /// The list of people, and the words for where they stand.
    Staff {
        heading, add_person, upload_file, search_label, search, clear, any_status, people, work_here, have_left, results,
        showing, showing_one, none_here, none_left, nobody_yet, name, email, status, last_invited, never,
        not_invited, invited, invitation_expired, active, key_expired, suspended, revoked, waiting_for_new_key, left,
    }
}
