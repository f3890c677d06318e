//! Table `notice_choice`.

use domain::{EmployeeId, Timestamp};
use sea_orm::entity::prelude::*;

/// What a person wants to be told, and how.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_choice")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: EmployeeId,
    /// A log in from a new browser is told by text too; by email it always is.
    pub log_in_by_text: bool,
    /// When they chose.
    pub updated_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
