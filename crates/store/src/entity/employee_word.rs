//! Table `employee_word`.

use domain::EmployeeId;
use sea_orm::entity::prelude::*;

/// A word by whose beginning an employee is found.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employee_word")]
pub struct Model {
    /// Folded: see `store::search_words`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: EmployeeId,
}

impl ActiveModelBehavior for ActiveModel {}
