//! One line in the audit trail, in the transaction of the act.

use super::Fault;
use domain::{EmployeeId, InvitationId, OfficerId, Timestamp};
use store::{ConnectionTrait, audit::Event};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor<'a> {
    /// The person, in a browser.
    Employee,
    /// The person's wallet app.
    Wallet,
    /// A portal that asks who is logged in.
    Portal,
    /// An HR officer, in the console.
    Officer(&'a OfficerId),
    /// Whoever runs the command line.
    CommandLine,
    /// The service itself.
    System,
}

impl<'a> Actor<'a> {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Wallet => "wallet",
            Self::Portal => "portal",
            Self::Officer(_) => "officer",
            Self::CommandLine => "command-line",
            Self::System => "system",
        }
    }

    /// The officer, if it is one.
    #[must_use]
    pub const fn officer(self) -> Option<&'a OfficerId> {
        match self {
            Self::Officer(id) => Some(id),
            _ => None,
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
    actor: Actor<'_>,
    action: &str,
    employee: &EmployeeId,
    invitation: Option<&InvitationId>,
) -> Result<(), Fault> {
    let (name, officer) = (actor.as_str(), actor.officer());
    let event = Event { at: now, actor: name, officer, action, employee: Some(employee), invitation, detail: None };
    Ok(store::audit::record(conn, event).await?)
}

/// Writes the same line for each of many people.
///
/// # Errors
/// When the database refuses; none of the acts must then happen either.
pub async fn record_each(
    conn: &impl ConnectionTrait,
    now: Timestamp,
    actor: Actor<'_>,
    action: &str,
    employees: &[&EmployeeId],
) -> Result<(), Fault> {
    let (name, officer) = (actor.as_str(), actor.officer());
    let event =
        |id| Event { at: now, actor: name, officer, action, employee: Some(id), invitation: None, detail: None };
    let events: Vec<_> = employees.iter().copied().map(event).collect();
    Ok(store::audit::record_all(conn, &events).await?)
}

/// Writes one line that says more, such as why: `detail` holds nothing personal.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn record_more(
    conn: &impl ConnectionTrait,
    now: Timestamp,
    actor: Actor<'_>,
    action: &str,
    employee: &EmployeeId,
    invitation: Option<&InvitationId>,
    detail: serde_json::Value,
) -> Result<(), Fault> {
    let (name, officer, detail) = (actor.as_str(), actor.officer(), Some(detail.to_string()));
    let event = Event { at: now, actor: name, officer, action, employee: Some(employee), invitation, detail };
    Ok(store::audit::record(conn, event).await?)
}

/// Writes one line about an act of or on an officer, in which no employee has a part. `detail` says more, such as the name
/// of a role: nothing personal.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn record_of_officer(
    conn: &impl ConnectionTrait,
    now: Timestamp,
    actor: Actor<'_>,
    action: &str,
    detail: Option<serde_json::Value>,
) -> Result<(), Fault> {
    let (name, officer, detail) = (actor.as_str(), actor.officer(), detail.map(|detail| detail.to_string()));
    let event = Event { at: now, actor: name, officer, action, employee: None, invitation: None, detail };
    Ok(store::audit::record(conn, event).await?)
}
