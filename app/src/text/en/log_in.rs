//! The log in page.

use crate::text::keys::{Handover, LogIn};

pub(in crate::text) const LOG_IN: LogIn = LogIn {
    heading: "Log in with your access key",
    lead: "Share your access key from {wallet}. If you have more than one, choose the one of {organisation}.",
    lead_portal: "To carry on to **{portal}**, share your access key from {wallet}. If you have more than one, choose the one of {organisation}.",
    ask_qr: "Show a QR code to scan with my phone",
    ask_button: "Log in on this phone",
    not_begun: "Choose how you want to log in.",
    opened: "The request was opened in {wallet}. The QR code is hidden now, so that nobody else uses it.",
    opened_here: "The request was opened in {wallet}.",
    opened_help: "Select **Share** in {wallet}, then come back to this page. If you closed the app, start again.",
    start_again: "Start again",
    shared: "You are being logged in…",
    shared_for_press: "Your access key was shared. Select Continue to log in.",
    other_browser: "Go back to the browser that you started in.",
    other_browser_help: "The log in was started in another browser, or in another app on this phone. You can carry on only there. Or log in here from the beginning.",
    log_in_here: "Log in here instead",
    trouble_heading: "If you cannot log in",
    trouble: "
        - [I lost my phone](/lost-phone)
        - [I have no access key, or deleted it](/help#no-key)
        - [Get help with logging in](/help#cannot-log-in)
    ",

    declined: "Your access key was not shared",
    declined_help: "It was cancelled in {wallet}, or the app holds no access key of {organisation}. Try again, and select **Share**. If the app says that it has no such key, [ask {hr} for one](/contact).",
    not_our_key: "That is not an access key of {organisation}",
    not_our_key_help: "Try again, and choose the access key that shows the name of {organisation}. If you do not have one, [ask {hr}](/contact).",
    expired: "Your access key has expired",
    expired_help: "[Ask {hr} for a new access key](/contact).",
    revoked: "Your access key does not work any more",
    revoked_help: "It was stopped, or a newer one took its place. If you have a newer access key of {organisation}, try again with that one. If not, [contact {hr}](/contact).",
    suspended: "Your access key is suspended",
    suspended_help: "You cannot log in with it for now. {organisation} told you why by email. If you do not know why, [contact {hr}](/contact).",
    not_active: "You cannot log in, because {organisation} does not list you as working there",
    not_active_help: "If that is wrong, [contact {hr}](/contact).",
    unreadable: "We could not read what {wallet} sent us",
    unreadable_help: "Try again. If it does not work the second time, update {wallet}, or [contact {hr}](/contact).",
    not_checked: "We could not check your access key just now",
    not_checked_help: "Nothing is wrong with your key. Wait a minute, then try again. If it goes on, [contact {hr}](/contact).",
    too_late: "You came back from {wallet} too late",
    too_late_help: "To keep you safe, a log in has to be finished within a minute or so. Try again.",
};

pub(in crate::text) const SHARING: Handover = Handover {
    qr_heading: "Scan the QR code with your phone",
    button_heading: "Log in on this phone",
    scan_only_with: "**Only scan a code that you opened yourself at {host}.** Scan it with {wallet}, not with the camera or another QR code app.",
    qr_title: "QR code to share your access key from {wallet}",
    cannot_scan_help: "
        - Turn up the brightness of this screen.
        - Clean the lens of your phone's camera.
        - Let {wallet} use the camera: look in the settings of your phone.
        - Hold the phone so that the whole code is in the picture, and keep it still.
        - Or open {host}/login on your phone. You then need no QR code.
        - [Get help with logging in](/help#cannot-log-in) if nothing helps.
    ",
    nothing_opens_help: "
        - Check that {wallet} is installed on this phone and that your access key is in it.
        - If you were asked whether to open the app and selected cancel, reload this page, then select the button again.
        - Try another browser on this phone.
        - Or open {host}/login on a computer and scan the QR code there.
        - [Get help with logging in](/help#cannot-log-in) if nothing helps.
    ",
    waiting: "This page will log you in by itself when you have selected Share.",
    waiting_for_press: "When you have selected Share, select “I have shared my access key” on this page.",
    not_heard: "We have not heard from {wallet} yet. If you have selected Share, wait a few seconds. This page will log you in by itself.",
    not_heard_after_press: "We have not heard from {wallet} yet. If you have selected Share, wait a few seconds, then select “I have shared my access key” again.",
    check_button: "I have shared my access key",
};
