//! Log in of HR officers with the organisation's single sign-on.

use crate::text::keys::SingleSignOn;

pub(in crate::text) const SINGLE_SIGN_ON: SingleSignOn = SingleSignOn {
    log_in: "Log in with {provider}",
    or_password: "Or log in with your email address and password:",
    only_lead: "HR officers of {organisation} log in with {provider}.",
    onward_heading: "You are logged in",
    onward_body: "The next page opens by itself. If it does not, [continue to the next page]({address}).",
    confirm_lead: "What you are about to do needs you to log in with {provider} again. You can then carry on for a few minutes.",
    not_officer_heading: "You are not an HR officer here",
    not_officer_body: "
        {provider} knows who you are, but you cannot log in to the HR pages of {organisation}.

        If you think that you should be able to, ask an administrator of this service. Tell them which email address you use
        with {provider}.
    ",
    not_asked_heading: "Log in again",
    not_asked_body: "
        You took longer than 10 minutes to log in with {provider}, or you opened this page a second time.
    ",
    refused_heading: "You are not logged in",
    refused_body: "
        Logging in with {provider} did not work. Nothing was changed.

        If it happens again, tell the people who run this service, and give them this reference: **{reference}**
    ",
    again: "Go to the log in page",
    logged_out_body: "
        You may still be logged in to {provider}. Anyone who uses this computer after you could then log in here as you: log out
        there too, and close the browser.

        [Log in again](/hr/log-in)
    ",
    add_lead: "We email them where to log in with {provider}. Enter the email address that {provider} has for them.",
    forget_heading: "Make them log in again",
    forget_lead: "They are logged out at once. When they log in with {provider} again, they are found by their email address: do this when their account there is a new one.",
    forget_button: "Make them log in again",
    said_added: "The officer is added. We sent them an email that says how to log in",
    said_forgotten: "They are logged out. We sent them an email that says how to log in",
};
