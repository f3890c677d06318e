//! Table `report_link`.

use domain::{EmployeeId, ReportKind, ReportLinkId, SessionId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// An emailed link by which a person reports something.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_link")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportLinkId,
    /// Who.
    pub employee_id: EmployeeId,
    /// What it lets them report.
    pub kind: ReportKind,
    /// Of the token in the link.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// The log in that it is about.
    pub session_id: Option<SessionId>,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Reported.
    pub used_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
