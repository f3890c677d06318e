//! Log in of HR officers with the organisation's single sign-on.

table! {
    /// Log in of HR officers with the organisation's single sign-on.
    SingleSignOn {
        log_in, or_password, only_lead,
        onward_heading, onward_body,
        confirm_lead,
        not_officer_heading, not_officer_body,
        not_asked_heading, not_asked_body,
        refused_heading, refused_body, again,
        logged_out_body, add_lead, forget_heading, forget_lead, forget_button, said_added, said_forgotten,
    }
}
