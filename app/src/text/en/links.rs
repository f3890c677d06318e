//! States of a link, and the pages for errors.

use crate::text::keys::Links;

pub(in crate::text) const LINKS: Links = Links {
    unknown: "We cannot open this link",
    unknown_body: "
        The link may be incomplete.

        - Go back to the email and select the link there.
        - If you copied the link, check that you copied all of it.
        - If the email has the link on more than one line, copy both lines.

        If it still does not open, ask {hr} for a new invitation.
    ",
    expired: "This link has expired",
    expired_body: "Nobody can use it any more. Ask {hr} for a new invitation.",
    replaced: "This link has been replaced by a newer one",
    replaced_body: "
        We have sent you a newer invitation. Open the link in the newest email from {organisation}.

        If you cannot find it, look in your junk or spam folder, or ask {hr}.
    ",
    cancelled: "This invitation was cancelled",
    cancelled_body: "{organisation} has cancelled it, so the link no longer works. If you did not expect that, contact {hr}.",
    locked: "This invitation is locked",
    locked_body: "
        A wrong security code was entered too many times, so we locked the invitation to keep you safe.

        Contact {hr}. They can check that it was you and send you a new invitation.
    ",
    used: "You have already used this link",
    used_body: "
        Your access key was added through this link. You can log in with it.

        If you have deleted the key or have a new phone, ask {hr} for a new access key.
    ",
    has_key: "You already have an access key",
    has_key_body: "
        You can log in with it.

        If you have deleted the key or have a new phone, ask {hr} for a new access key. [Get help with your access key](/help).
    ",
    session_ended: "You were away too long",
    session_ended_body: "
        To keep you safe, we stopped after a while without activity.

        Your progress is saved. Open the link in your email to carry on.
    ",
    elsewhere: "You carried on in another browser",
    elsewhere_body: "
        The security code was entered in another browser or on another device, so this page has stopped.

        Carry on there, or start again in this browser.
    ",
    cookies_blocked: "Your browser blocks cookies",
    cookies_blocked_body: "
        We use a cookie to remember this step. We do not use cookies to track you.

        - Allow cookies for {host} in the settings of your browser, then open the link in your email again.
        - Or open the link in another browser.
        - If you opened it inside an email app, open it in a browser instead.

        [Read about the cookies that we use](/cookies).
    ",
    not_found: "Page not found",
    not_found_body: "
        If you typed the web address, check that it is correct.

        If you pasted the web address, check that you copied all of it.

        If you want to download your access key, open the link in your email.

        You can [get help with your access key](/help) or [contact {hr}](/contact).
    ",
    problem: "Sorry, there is a problem with the service",
    problem_body: "
        Try again later. Your progress is saved: open the link in your email to carry on.

        If it goes on, contact {hr} and tell them this reference. It helps to find out what went wrong.

        Reference: **{reference}**
    ",
    unavailable: "Sorry, the service is unavailable",
    unavailable_body: "
        You will be able to use the service later. Your progress is saved: open the link in your email to carry on.

        If it is urgent, contact {hr} and tell them this reference. It helps to find out what went wrong.

        Reference: **{reference}**
    ",
    log_in: "Log in to the employee portal",
    log_in_here: "Log in with your access key",
    start_again: "Start again here",
    contact_heading: "Contact {hr}",
    contact_email: "Email: [{email}]({address})",
    contact_phone: "Phone: [{phone}]({address})",
};
