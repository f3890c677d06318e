//! Table `code_try`.

use domain::{EmployeeId, Timestamp};
use sea_orm::entity::prelude::*;

/// One try at a security code.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code_try")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose.
    pub employee_id: EmployeeId,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
