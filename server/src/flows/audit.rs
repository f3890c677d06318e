//! One line in the audit trail, in the transaction of the act.

use super::Fault;
use domain::{EmployeeId, InvitationId, Timestamp};
use store::{ConnectionTrait, audit::Event};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person, in a browser.
    Employee,
    /// The person's wallet app.
    Wallet,
    /// A portal that asks who is logged in.
    Portal,
    /// Whoever runs the command line.
    CommandLine,
    /// The service itself.
    System,
}

impl Actor {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Wallet => "wallet",
            Self::Portal => "portal",
            Self::CommandLine => "command-line",
            Self::System => "system",
        }
    }
}

/// Writes one line. `action` is a short name such as `code-sent`; no personal data, no secret.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn record(
    conn: &impl ConnectionTrait,
    now: Timestamp,
    actor: Actor,
    action: &str,
    employee: &EmployeeId,
    invitation: Option<&InvitationId>,
) -> Result<(), Fault> {
    let event = Event { at: now, actor: actor.as_str(), action, employee: Some(employee), invitation, detail: None };
    Ok(store::audit::record(conn, event).await?)
}
