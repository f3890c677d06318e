//! A person's record.

table! {
    /// A person's record: who they are, where they are, what was done.
    StaffRecord {
        title, staff_number, email, phone, phone_ending, status, identity, identity_none, identity_due, identity_confirmed,
        identity_declined, in_person, documents, digital_identity, command_line, nobody, note, added, hold, hold_value,
        last_invited, invited_until, invitation_expired, key, no_key, key_live, key_over, key_suspended, key_revoked,
        key_revoked_plain, key_used, key_not_used, logged_in_in, sessions_none, sessions_one, sessions_many,
        wish_heading, wish_new_phone, wish_deleted, wish_not_working, wish_lost, own_record, acts, acts_none,
        act_identity, act_details, act_contact, act_invite, act_invite_again, act_cancel, act_new_key, act_suspend,
        act_restore, act_revoke, act_leave, act_return, way, way_none, way_after, done, next, stuck_here, time_unknown,
        step_invited, step_email, step_opened, step_code_sent, step_code_right, step_shown, step_scanned, step_added,
        step_confirmed, step_used, hitch_expired, hitch_ended, hitch_locked, hitch_locked_until, hitch_sending,
        hitch_not_sent, no_reason, hitch_wrong_codes, hitch_wallet, wait_email, wait_opened, wait_code_sent,
        wait_code_right, wait_shown, wait_scanned, wait_added, wait_used, history, history_none, when, who, what,
        whole_history,
    }
}
