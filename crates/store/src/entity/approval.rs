//! Table `approval`.

use domain::{ApprovalId, ApprovalKind, Decision, EmployeeId, OfficerId, Timestamp};
use sea_orm::entity::prelude::*;

/// A question to a second officer. One of a kind about a person is open at a time.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    /// About whom.
    pub employee_id: EmployeeId,
    /// What is asked.
    pub kind: ApprovalKind,
    /// What is to be done once somebody agrees, as JSON.
    #[sea_orm(column_type = "Text")]
    pub wanted: String,
    /// Who asks.
    pub asked_by: OfficerId,
    /// When.
    pub asked_at: Timestamp,
    /// The second officer.
    pub decided_by: Option<OfficerId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said.
    pub decision: Option<Decision>,
}

impl ActiveModelBehavior for ActiveModel {}
