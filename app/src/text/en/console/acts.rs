//! What HR does for a person: invite, provide a new access key, revoke, change contact details.

use crate::text::keys::{ActStates, Acts};

pub(in crate::text) const ACTS: Acts = Acts {
    email: "Email address",
    phone_ending: "Phone number ending",
    link_until: "The link works until",
    cancel: "Cancel",
    continue_button: "Continue",

    invite_heading: "Send an invitation to {name}?",
    invite_again_heading: "Send the invitation to {name} again?",
    invite_body: "{name} gets an email with a link to download their access key. When they use it, we send a security code to their phone.",
    invite_again_body: "The earlier link stops working. If {name} is using it now, they have to start again with the new one.",
    invite_button: "Send invitation",

    all_heading: "Send invitations",
    all_one: "1 person is waiting for a first invitation.",
    all_many: "{count} people are waiting for their first invitation.",
    all_none: "Nobody is waiting for a first invitation. People can be invited once their identity is confirmed.",
    all_body: "Everybody whose identity is confirmed and who has no invitation and no access key gets an email with a link. At most 500 people are invited at a time.",
    all_button: "Send invitations",

    cancel_heading: "Cancel the invitation of {name}?",
    cancel_body: "Its links and security codes stop working now. {name} is not told. You can send a new invitation at any time.",
    cancel_button: "Cancel invitation",

    key_heading: "Provide a new access key for {name}",
    key_body: "{name} gets an email with a link to download the new access key, and a text that says so.",
    key_replaces: "They have an access key now. When it stops working depends on the reason.",
    key_suspended: "Their access key is suspended. The new one will not be.",
    key_open: "They have an invitation that they have not used. Its link stops working.",
    key_second: "Their contact details were changed lately, so a second officer has to agree first. Nothing is sent before that. To stop their access key now, revoke it.",
    key_wish: "They asked for it: {reason}",
    key_reason: "Why do they need a new access key?",
    key_new_phone: "They have a new phone",
    key_deleted: "They deleted the access key",
    key_not_working: "The access key does not work",
    key_lost: "The phone was lost or stolen",
    key_later: "The old access key stops working when they add the new one",
    key_now: "The old access key stops working now, and they are logged out everywhere",
    key_none: "There is no access key that works now",
    key_reason_missing: "Select why they need a new access key",
    key_button: "Provide new access key",
    key_ask_button: "Ask a second officer",
    wish_new_phone: "they have a new phone.",
    wish_deleted: "they deleted the access key.",
    wish_not_working: "the access key does not work.",
    wish_lost: "the phone was lost or stolen.",

    contact_heading: "Change the contact details of {name}",
    contact_body: "Make sure that it is really {name} who asks for this. Whoever gets these emails and texts can get an access key in their name.",
    contact_email: "Email address",
    contact_phone: "Phone number",
    contact_phone_hint: "A number that receives texts, with its country code, for example +44 7700 900123",
    contact_same: "Change the email address or the phone number",
    check_heading: "Check the new contact details of {name}",
    check_email: "Email address",
    check_phone: "Phone number",
    check_changes_to: "changes to",
    check_body: "
        - An open invitation is cancelled. Links and security codes that were sent before stop working.
        - We tell the old and the new email address and phone number.
    ",
    check_hold: "Invitations to the new contact details wait until {until}, unless a second officer agrees before that.",
    check_button: "Change contact details",

    ask_heading: "Ask a second officer about {name}?",
    ask_body: "The contact details of {name} were changed lately, so invitations wait until {until}. If another officer agrees that the new contact details are right, you can send one before.",
    ask_button: "Ask a second officer",

    approvals_heading: "Waiting for a second officer",
    approvals_none: "Nothing is waiting for a second officer.",
    approvals_who: "Name",
    approvals_what: "What is asked",
    approvals_asked: "Asked by",

    approval_heading: "Do you agree to this for {name}?",
    approval_contact: "Send invitations to changed contact details now",
    approval_key: "New access key: {reason}",
    approval_asked: "{officer}, {at}",
    approval_contact_body: "Agree only if you have made sure, in another way than by these contact details, that {name} asked for the change.",
    approval_key_body: "Agree only if you have made sure, in another way than by these contact details, that {name} needs a new access key. If you agree, we send it at once.",
    approval_not_you: "Another officer has to decide this: you asked for it, or changed the contact details, or it is about you.",
    approval_agreed: "An officer has agreed.",
    approval_declined: "An officer has declined.",
    approval_withdrawn: "This is not asked any more: what it was about has changed.",
    agree_button: "Agree",
    decline_button: "Decline",

    revoke_heading: "Revoke the access key of {name}?",
    revoke_body: "
        - {name} cannot log in with it any more, from now on. This cannot be undone.
        - They are logged out everywhere, and an open invitation is cancelled.
        - The key stays visible in their wallet app, but it does not work.
        - They get an email with your reason, and a text.
    ",
    revoke_button: "Revoke access key",
    suspend_heading: "Suspend the access key of {name}?",
    suspend_body: "
        - {name} cannot log in with it until you restore it.
        - They are logged out everywhere, and an open invitation is cancelled.
        - The key stays visible in their wallet app.
        - They get an email with your reason, and a text.
    ",
    suspend_button: "Suspend access key",
    reason: "Reason",
    reason_hint: "{name} can read this",
    reason_missing: "Enter a reason that {name} can read",
    reason_long: "The reason must be 500 characters or fewer",

    restore_heading: "Restore the access key of {name}?",
    restore_body: "{name} can log in with it again, from now on. They are told by email and text.",
    restore_button: "Restore access key",

    leave_heading: "Has {name} left?",
    leave_body: "
        - Their access key is revoked for good, and they are logged out everywhere, from now on.
        - Their invitation is cancelled.
        - They are told by email and text if they had an access key.
    ",
    leave_button: "Yes, they have left",
    return_heading: "Does {name} work here again?",
    return_body: "Check their identity again; after that they can get an invitation or a new access key. A key that they had before stays revoked.",
    return_button: "Yes, they are back",
};

pub(in crate::text) const ACT_STATES: ActStates = ActStates {
    unknown: "There is no such record",
    unknown_body: "Check the address, or search for the person.",
    own_record: "You cannot do this to your own record",
    own_record_body: "Your email address is the one on this record. Ask another officer.",
    left: "{name} has left",
    left_body: "This can be done again when they are back.",
    works_here: "{name} has not left",
    works_here_body: "There is nothing to undo.",
    not_confirmed: "Confirm the identity of {name} first",
    not_confirmed_body: "Nobody is invited before somebody has made sure who they are.",
    confirm_identity: "Confirm identity",
    on_hold: "The contact details of {name} were changed lately",
    on_hold_body: "To keep strangers out, invitations to the new contact details wait until {until}. A second officer can agree that they are right before that.",
    ask_second: "Ask a second officer",
    not_on_hold: "Invitations to {name} are not waiting",
    not_on_hold_body: "Nobody has to agree to anything. You can send an invitation.",
    has_key: "{name} has an access key, or has had one",
    has_key_body: "If they need another, provide a new one in its place.",
    provide_key: "Provide new access key",
    no_key: "{name} has no access key for which this can be done",
    no_key_body: "Look at the record to see what has happened to it.",
    never_had_key: "{name} has not had an access key yet",
    never_had_key_body: "Send an invitation to their first one.",
    send_invitation: "Send invitation",
    no_invitation: "{name} has no open invitation",
    no_invitation_body: "There is nothing to cancel.",
    same_officer: "Another officer has to decide this",
    same_officer_body: "You asked for it, or you changed the contact details.",
    back_to_record: "Back to the record",
    back_to_staff: "Back to staff passports",

    invitation_sent: "Invitation sent",
    invitations_sent: "Invitations sent",
    invitation_cancelled: "Invitation cancelled",
    key_sent: "New access key provided. They get an email and a text",
    second_asked: "A second officer has been asked",
    contact_changed: "Contact details changed. We told the old and the new ones",
    agreed: "You agreed",
    declined: "You declined",
    revoked: "Access key revoked",
    suspended: "Access key suspended",
    restored: "Access key restored",
    noted_left: "Noted that they have left",
    noted_back: "Noted that they are back",
};
