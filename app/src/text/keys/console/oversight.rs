//! What waits for somebody, and the audit trail.

table! {
    /// What waits for somebody, and the audit trail.
    Oversight {
        waiting_heading, nothing_waits, questions_heading, questions, wishes_heading, wish_new_phone, wish_deleted,
        wish_not_working, wish_lost, locked_heading, locked_line, ending_heading, ending_line, expired_heading,
        expired_line, over_heading, over_line, more, lost_heading, lost_line, lost_to_hr, lost_to_officer, lost_more,
        held_up_heading, held_up_texts, held_up_emails, no_reason, kind_code, kind_invitation, kind_new_key, kind_hr,
        kind_officer_link, kind_officer, kind_notice, audit_heading, from, to, person, officer, any_officer, action,
        any_action, apply, lines, no_lines, lines_found, export, export_cut, when, who, what, about, reference,
        date_wrong, person_unknown,
    }
}
