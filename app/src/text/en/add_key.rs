//! The page with the QR code and the green button.

use crate::text::keys::AddKey;

pub(in crate::text) const ADD_KEY: AddKey = AddKey {
    heading: "Add your access key to your phone",
    qr_heading: "Scan the QR code with your phone",
    button_heading: "Add it on this phone",
    scan_only_with: "Scan it with {wallet}, not with the camera or another QR code app.",
    qr_title: "QR code to add your access key to {wallet}",
    open_wallet: "Open {wallet}",
    come_back: "Come back to this page after you select **Add**.",
    use_phone: "I am using this phone instead",
    use_computer: "Show the QR code to scan with another device",

    waiting: "This page will update by itself.",
    waiting_for_press: "When you have selected Add, select “I have added my access key” on this page.",
    scanned: "QR code scanned. Select Add in {wallet}.",
    opened: "The link was opened. Select Add in {wallet}.",
    adding: "Your access key is being added to {wallet}.",
    not_added: "Your access key was not added.",
    not_heard: "We have not heard from {wallet} yet. If you have selected Add, wait a few seconds. This page will update by itself.",
    not_heard_after_press: "We have not heard from {wallet} yet. If you have selected Add, wait a few seconds, then select “I have added my access key” again.",
    qr_expired: "This QR code has expired.",
    button_expired: "The button has expired.",

    not_added_help: "Something went wrong in {wallet}, or it was cancelled. Nothing was lost. You can try again now.",
    ask_hr_help: "It did not work several times, so you cannot try again here. [Contact {hr}](/contact) to get a new access key.",
    new_qr: "Get a new QR code",
    try_again: "Try again",
    adding_help: "Do not scan the QR code again. Follow the steps in {wallet}, then come back to this page.",

    check_button: "I have added my access key",
    copy_button: "Copy link",
    copied: "Link copied.",
    not_copied: "The link could not be copied.",
    try_demo: "Try it with the demo wallet (opens in new tab)",

    cannot_scan: "I cannot scan the QR code",
    cannot_scan_help: "
        - Turn up the brightness of this screen.
        - Clean the lens of your phone's camera.
        - Let {wallet} use the camera: look in the settings of your phone.
        - Hold the phone so that the whole code is in the picture, and keep it still.
        - Or open the same email on your phone. You then need no QR code.
        - [Contact {hr}](/contact) if nothing helps.
    ",
    nothing_opens: "Nothing opens when I select the button",
    nothing_opens_help: "
        - Check that {wallet} is installed on this phone and that you have opened it once.
        - If you were asked whether to open the app and selected cancel, reload this page, then select the button again.
        - Try another browser on this phone.
        - Or open the same email on a computer and scan the QR code there.
        - [Contact {hr}](/contact) if nothing helps.
    ",
    nothing_happened: "If nothing happened in {wallet}: [Reload this page](/key/add?show=button), then select the button again.",

    refresh_start: "Update this page by itself every 10 seconds",
    refresh_on: "This page updates by itself every 10 seconds.",
    refresh_stop: "Stop updating this page",
};
