//! Header and footer.

use crate::text::keys::Shell;

pub(in crate::text) const SHELL: Shell = Shell {
    skip: "Skip to main content",
    account: "Account",
    log_out: "Log out",
    preview_label: "Demonstration",
    preview_tag: "Demonstration",
    preview: "This is a demonstration, not a real service. Its access keys open nothing.",
    support_heading: "Support links",
    help: "Help with your access key",
    accessibility: "Accessibility statement",
    contact: "Contact us",
    cookies: "Cookies",
    privacy: "Privacy",
};
