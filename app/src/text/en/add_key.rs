//! The page where the key is added.

use crate::text::keys::{AddKey, Handover};

pub(in crate::text) const ADD_KEY: AddKey = AddKey {
    heading: "Add your access key to your phone",
    scanned: "QR code scanned. Select Add in {wallet}.",
    opened: "The link was opened. Select Add in {wallet}.",
    adding: "Your access key is being added to {wallet}.",
    not_added: "Your access key was not added.",
    not_added_help: "Something went wrong in {wallet}, or it was cancelled. Nothing was lost. You can try again now.",
    ask_hr_help: "It did not work several times, so you cannot try again here. [Contact {hr}](/contact) to get a new access key.",
    adding_help: "Do not scan the QR code again. Follow the steps in {wallet}, then come back to this page.",
};

pub(in crate::text) const ADDING: Handover = Handover {
    qr_heading: "Scan the QR code with your phone",
    button_heading: "Add it on this phone",
    scan_only_with: "Scan it with {wallet}, not with the camera or another QR code app.",
    qr_title: "QR code to add your access key to {wallet}",
    cannot_scan_help: "
        - Turn up the brightness of this screen.
        - Clean the lens of your phone's camera.
        - Let {wallet} use the camera: look in the settings of your phone.
        - Hold the phone so that the whole code is in the picture, and keep it still.
        - Or open the same email on your phone. You then need no QR code.
        - [Contact {hr}](/contact) if nothing helps.
    ",
    nothing_opens_help: "
        - Check that {wallet} is installed on this phone and that you have opened it once.
        - If you were asked whether to open the app and selected cancel, reload this page, then select the button again.
        - Try another browser on this phone.
        - Or open the same email on a computer and scan the QR code there.
        - [Contact {hr}](/contact) if nothing helps.
    ",
    waiting: "This page will update by itself.",
    waiting_for_press: "When you have selected Add, select “I have added my access key” on this page.",
    not_heard: "We have not heard from {wallet} yet. If you have selected Add, wait a few seconds. This page will update by itself.",
    not_heard_after_press: "We have not heard from {wallet} yet. If you have selected Add, wait a few seconds, then select “I have added my access key” again.",
    check_button: "I have added my access key",
};
