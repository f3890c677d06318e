//! The end of a session, and why nobody can log in.

use crate::text::keys::LogInStates;

pub(in crate::text) const LOG_IN_STATES: LogInStates = LogInStates {
    logged_out: "You have logged out",
    logged_out_body: "
        You are logged out of {service} in this browser. If other people use this device, close the browser too.
    ",
    session_over: "You were logged out",
    session_over_body: "
        To keep you safe, we log you out after a while without activity, and after a day's work in any case. Or
        you logged this browser out from another one.

        Log in again to carry on.
    ",
    key_ended: "Your access key does not work any more",
    key_ended_body: "
        It was stopped, or a newer one took its place, so you were logged out.

        - If you have a newer access key, log in with that one.
        - If your access key was stopped, {organisation} told you why by email.
        - If you do not know why, contact {hr}.
    ",
    key_suspended: "Your access key is suspended",
    key_suspended_body: "
        You cannot log in with it for now, so you were logged out. {organisation} told you why by email, and will tell you
        when it works again.

        If you do not know why, contact {hr}.
    ",
    lost_phone: "You reported your phone as lost",
    lost_phone_body: "
        Nobody can log in with the access key on that phone any more, and you are logged out everywhere. We told {hr}.

        ## next What happens next
        - You get an email from {hr} when you can add a new access key to another phone.
        - If you find the phone, the access key on it still does not work. Remove it from the app.
        - If the phone was stolen, ask your mobile network to block it.
    ",
    cookies_blocked: "You cannot log in while your browser blocks cookies",
    cookies_blocked_body: "
        We use a cookie to know that you are the person who logged in. We do not use cookies to track you.

        - Allow cookies for {host} in the settings of your browser, then log in again.
        - Or log in with another browser.
        - If you opened the page inside an email app, open it in a browser instead.

        [Read about the cookies that we use](/cookies).
    ",
    log_in: "Log in",
};
