//! One line in the audit trail, in the transaction of the act.

use super::Fault;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{EmployeeId, InvitationId, Timestamp};
use rand::Rng;
use store::{ConnectionTrait, audit::Event};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person, in a browser.
    Employee,
    /// The person's wallet app.
    Wallet,
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
    rng: &mut impl Rng,
    now: Timestamp,
    actor: Actor,
    action: &str,
    employee: &EmployeeId,
    invitation: Option<&InvitationId>,
) -> Result<(), Fault> {
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    let event = Event {
        id: URL_SAFE_NO_PAD.encode(id),
        at: now,
        actor: actor.as_str(),
        action,
        employee: Some(employee),
        invitation,
        detail: None,
    };
    Ok(store::audit::record(conn, event).await?)
}
