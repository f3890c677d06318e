//! What is reported without being logged in: a lost phone, a log in that was somebody else's.

use crate::text::keys::Reports;

pub(in crate::text) const REPORTS: Reports = Reports {
    ask: "I lost my phone",
    ask_lead: "
        If your phone is lost or stolen, you can stop the access key on it. Nobody can then log in with it.

        We will send you an email with a link. Nothing is stopped until you open the link and confirm.
    ",
    email_label: "Email address",
    email_hint: "The email address that your employer has for you",
    email_empty: "Enter your email address",
    email_format: "Enter an email address in the correct format, like name@example.com",
    ask_button: "Send me the link",
    ask_more: "If you cannot read your email now, contact {hr}. They can stop your access key too.",
    sent: "Check your email",
    sent_body: "
        If {organisation} knows somebody with an access key by that email address, we have sent them a link. It may take a
        few minutes to arrive.

        Open the link to stop your access key. Until you do, the key still works.

        ## no-email If you do not get the email
        - Look in your junk or spam folder.
        - [Try another email address](/lost-phone) that {organisation} may have for you.
        - If you are in a hurry, contact {hr}. They can stop your access key at once.
    ",
    confirm_lost_phone: "Stop the access key on your phone",
    confirm_lost_phone_body: "
        If you go on:

        - your access key stops working at once, and cannot be started again
        - you are logged out everywhere
        - we tell {hr}, who can give you a new access key

        If your phone is not lost, close this page. Nothing has happened yet.
    ",
    stop_key: "Stop my access key",
    confirm_not_me: "Tell us that it was not you who logged in",
    confirm_not_me_body: "
        If you go on, everybody who is logged in with your access key is logged out at once, you too, and we tell {hr}.

        If it was you, close this page. Nothing has happened yet.
    ",
    not_me_button: "It was not me",
    done_lost_phone: "Your access key has been stopped",
    done_lost_phone_body: "
        Nobody can log in with it any more, and you are logged out everywhere. We told {hr}.

        ## next What happens next
        - You get an email from {hr} when you can add a new access key to another phone.
        - If you find the phone, the access key on it still does not work. Remove it from the app.
        - If the phone was stolen, ask your mobile network to block it.
    ",
    done_not_me: "You have been logged out everywhere",
    done_not_me_body: "
        Nobody can log in again without your phone. We told {hr}.

        ## next What to do next
        - Think back whether somebody asked you to scan a QR code. Only scan a code that you opened yourself at {host}.
        - Check that your phone is still with you and that nobody else can unlock it.
        - If you do not have your phone, [report it as lost](/lost-phone) now.
    ",
    closed: "This link does not work any more",
    closed_body: "
        It was used already, it has expired, or it is not complete.

        - If you used it, there is nothing left to do.
        - If your phone is lost, [ask for a new link](/lost-phone).
        - If you copied the link, check that you copied all of it.
        - If you are not sure, contact {hr}.
    ",
};
