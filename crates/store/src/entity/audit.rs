//! Table `audit`.

use domain::{EmployeeId, InvitationId, OfficerId, Timestamp};
use sea_orm::entity::prelude::*;

/// A line of the audit trail.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Counted by the database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who acted: `employee`, `wallet`, `portal`, `officer`, `command-line`, `system`.
    pub actor: String,
    /// Which officer.
    pub officer_id: Option<OfficerId>,
    /// What was done.
    pub action: String,
    /// To whom.
    pub employee_id: Option<EmployeeId>,
    /// Under which invitation.
    pub invitation_id: Option<InvitationId>,
    /// JSON without personal data.
    #[sea_orm(column_type = "Text", nullable)]
    pub detail: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
