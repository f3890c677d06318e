//! The pages of somebody who is logged in.

use crate::text::keys::Home;

pub(in crate::text) const HOME: Home = Home {
    heading: "Your access key",
    lead: "You are logged in with your access key of {organisation}.",
    key_ends_soon: "Your access key ends on {date}. [Ask HR for a new one](/home/key/new).",
    new_key_waits: "HR has sent you an email with a link to a new access key. The link works until {until}.",
    new_key_asked: "You asked HR for a new access key on {date}. They will send you an email.",
    portal: "Employee portal",
    portal_words: "Go to the portal of {organisation}.",
    key: "Manage your access key",
    key_words: "See its state, ask for a new one, report a lost phone.",
    sessions: "Where you are logged in",
    sessions_words: "See the browsers, and log out of them.",
    notifications: "Manage notifications",
    notifications_words: "Choose how we tell you about a log in.",

    status: "Status",
    active: "Active",
    employer: "Employer",
    added: "Added",
    last_used: "Last used to log in",
    never_used: "Not used yet",
    ends: "Ends",
    what_to_do: "What to do if",
    new_phone: "You have a new phone",
    new_phone_words: "If your wallet app makes backups, restore them on the new phone: the key may come with them. If it does not, [ask HR for a new access key](/home/key/new).",
    lost_phone: "Your phone is lost or stolen",
    lost_phone_words: "[Report your phone as lost](/home/key/lost-phone). Your access key stops working at once.",
    deleted: "You deleted the key from the app",
    deleted_words: "Nobody can bring it back. [Ask HR for a new access key](/home/key/new).",
    not_working: "The key does not work",
    not_working_words: "[Get help with your access key](/help) first. If that does not help, [ask HR for a new one](/home/key/new).",

    new_key: "Ask HR for a new access key",
    new_key_lead: "We pass this on to {hr}. When they agree, they send you an email with a link. Your access key goes on working until you have added the new one.",
    asked_lead: "You asked for a new access key on {date}.",
    asked_words: "There is nothing else to do. You get an email with a link when they agree. If you are in a hurry, [contact {hr}](/contact).",
    reason: "Why do you need a new access key?",
    reason_new_phone: "I have a new phone",
    reason_deleted: "I deleted the key from the app",
    reason_not_working: "The key does not work",
    reason_missing: "Select why you need a new access key",
    ask: "Ask for a new access key",
    cancel: "Cancel",

    report: "Report your phone as lost",
    report_lead: "If you go on:",
    report_will: "
        - your access key stops working at once, and cannot be started again
        - you are logged out everywhere, here too
        - we tell {hr}, who can give you a new access key
    ",
    report_instead: "If you only have a new phone, [ask for a new access key](/home/key/new) instead: your key then goes on working until you have the new one.",
    report_button: "Stop my access key",

    sessions_lead: "These browsers are logged in with your access key. If you do not know one of them, log it out and [contact {hr}](/contact).",
    this_browser: "This browser",
    logged_in: "Logged in {time}",
    used: "Last used {time}",
    end_session: "Log out",

    notifications_lead: "When somebody logs in with your access key from a browser that you have not used before, we tell you.",
    how: "How should we tell you?",
    by_email: "By email to {email}",
    by_email_and_text: "By email to {email}, and by text to the phone number ending {phone}",
    save: "Save",

    asked: "We have asked {hr} for a new access key.",
    asked_before: "You have asked {hr} for a new access key before. They have not answered yet.",
    session_ended: "That browser is logged out.",
    saved: "Your choice is saved.",

    stay: "Stay logged in",
    ends_at: "You will be logged out at {time} if you do nothing.",
};
