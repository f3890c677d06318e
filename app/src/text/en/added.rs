//! The last page.

use crate::text::keys::Added;

pub(in crate::text) const ADDED: Added = Added {
    heading: "Access key added",
    panel: "Your access key is in {wallet}",
    log_in: "Log in to the employee portal",
    log_in_here: "Log in with your access key",
    log_in_later: "You can now log in to the {organisation} employee portal with your access key.",
    keep_heading: "Look after your access key",
    keep_backup: "If {wallet} can make backups, turn them on.",
    keep_lost: "If you lose your phone or delete the key, [ask {hr}](/contact) for a new one.",
    missing_heading: "If you cannot find it",
    missing: "Your access key can take a minute to appear in {wallet}. If it does not, you can add it again.",
    not_in_app: "My key is not in the app",
};
