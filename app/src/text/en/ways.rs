//! The two ways to the wallet.

use crate::text::keys::Ways;

pub(in crate::text) const WAYS: Ways = Ways {
    open_wallet: "Open {wallet}",
    use_phone: "I am using this phone instead",
    use_computer: "Show the QR code to scan with another device",
    qr_expired: "This QR code has expired.",
    button_expired: "The button has expired.",
    new_qr: "Get a new QR code",
    try_again: "Try again",
    copy_button: "Copy link",
    copied: "Link copied.",
    not_copied: "The link could not be copied.",
    try_demo: "Try it with the demo wallet (opens in new tab)",
    cannot_scan: "I cannot scan the QR code",
    nothing_opens: "Nothing opens when I select the button",
    nothing_happened: "If nothing happened in {wallet}: [Reload this page]({path}?show=button), then select the button again.",
    refresh_start: "Update this page by itself every 10 seconds",
    refresh_on: "This page updates by itself every 10 seconds.",
    refresh_stop: "Stop updating this page",
};
