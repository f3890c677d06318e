//! Table `phone_number`.

use sea_orm::entity::prelude::*;

/// The row under which codes to one number are counted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "phone_number")]
pub struct Model {
    /// E.164.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: String,
    /// Codes ever sent.
    pub sends: i64,
}

impl ActiveModelBehavior for ActiveModel {}
