//! Section `[hr]`: how HR works with employees.

use serde::Deserialize;

/// How HR works with employees.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hr {
    /// A new access key lately after a change of contact details needs a second officer.
    pub second_officer: bool,
    /// People are reminded of invitations that they have not used.
    pub reminders: bool,
}

impl Default for Hr {
    fn default() -> Self {
        Self { second_officer: false, reminders: true }
    }
}
