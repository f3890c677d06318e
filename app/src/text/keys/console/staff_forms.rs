//! Adding a person, changing their details, recording a check of their identity.

table! {
    /// Adding a person, changing their details, recording a check of their identity.
    StaffForms {
        add_heading, staff_number, given_name, family_name, email, phone, phone_hint, continue_button, number_taken,
        number_left, similar_heading, similar_lead, same_email, same_email_left, same_phone, same_phone_left,
        add_anyway, do_not_add, check_heading, check_next, confirm_and_save, details_heading, details_lead, save,
        identity_heading, method, in_person, in_person_hint, documents, documents_hint, digital_identity, outcome,
        confirmed, confirmed_hint, declined, declined_hint, note, note_hint, record_check, method_missing,
        outcome_missing, documents_missing, reason_missing, note_too_long,
    }
}
