//! The audit trail: written in the transaction of the act that it tells of.

use crate::entity::audit;
use domain::{EmployeeId, InvitationId, Timestamp};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DbErr, EntityTrait, QueryOrder,
};

/// One act.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// When.
    pub at: Timestamp,
    /// Who: `employee`, `wallet`, `portal`, `command-line`, `system`.
    pub actor: &'a str,
    /// What: a short name such as `code-sent`.
    pub action: &'a str,
    /// To whom.
    pub employee: Option<&'a EmployeeId>,
    /// Under which invitation.
    pub invitation: Option<&'a InvitationId>,
    /// More, as JSON without personal data or secrets.
    pub detail: Option<String>,
}

/// Writes one line.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn record(conn: &impl ConnectionTrait, event: Event<'_>) -> Result<(), DbErr> {
    let line = audit::ActiveModel {
        id: NotSet,
        at: Set(event.at),
        actor: Set(event.actor.to_owned()),
        action: Set(event.action.to_owned()),
        employee_id: Set(event.employee.cloned()),
        invitation_id: Set(event.invitation.cloned()),
        detail: Set(event.detail),
    };
    audit::Entity::insert(line).exec_without_returning(conn).await.map(|_| ())
}

/// The whole trail, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<audit::Model>, DbErr> {
    audit::Entity::find().order_by_asc(audit::Column::Id).all(conn).await
}
