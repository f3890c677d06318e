//! What HR does for a person: invite, provide a new access key, revoke, change contact details.

table! {
    /// What HR does for a person: invite, provide a new access key, revoke, change contact details.
    Acts {
        email, phone_ending, link_until, cancel, continue_button,
        invite_heading, invite_again_heading, invite_body, invite_again_body, invite_button,
        all_heading, all_one, all_many, all_none, all_body, all_button,
        cancel_heading, cancel_body, cancel_button,
        key_heading, key_body, key_replaces, key_suspended, key_open, key_second, key_wish, key_reason,
        key_new_phone, key_deleted, key_not_working, key_lost,
        key_later, key_now, key_none, key_reason_missing, key_button, key_ask_button,
        wish_new_phone, wish_deleted, wish_not_working, wish_lost,
        contact_heading, contact_body, contact_email, contact_phone, contact_phone_hint, contact_same,
        check_heading, check_email, check_phone, check_changes_to, check_body, check_hold, check_button,
        ask_heading, ask_body, ask_button,
        approvals_heading, approvals_none, approvals_who, approvals_what, approvals_asked,
        approval_heading, approval_contact, approval_key, approval_asked, approval_contact_body, approval_key_body,
        approval_not_you, approval_agreed, approval_declined, approval_withdrawn, agree_button, decline_button,
        revoke_heading, revoke_body, revoke_button, suspend_heading, suspend_body, suspend_button,
        reason, reason_hint, reason_missing, reason_long,
        restore_heading, restore_body, restore_button,
        leave_heading, leave_body, leave_button, return_heading, return_body, return_button,
    }
}

table! {
    /// Why something cannot be done for a person now, and what was done.
    ActStates {
        unknown, unknown_body, own_record, own_record_body, left, left_body, works_here, works_here_body,
        not_confirmed, not_confirmed_body, confirm_identity, on_hold, on_hold_body, ask_second,
        not_on_hold, not_on_hold_body, has_key, has_key_body, provide_key, no_key, no_key_body,
        never_had_key, never_had_key_body, send_invitation, no_invitation, no_invitation_body,
        same_officer, same_officer_body, back_to_record, back_to_staff,
        invitation_sent, invitations_sent, invitation_cancelled, key_sent, second_asked, contact_changed,
        agreed, declined, revoked, suspended, restored, noted_left, noted_back,
    }
}
