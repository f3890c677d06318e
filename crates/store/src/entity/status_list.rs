//! Table `status_list`.

use domain::{StatusListId, Timestamp};
use sea_orm::entity::prelude::*;

/// A Token Status List.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "status_list")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatusListId,
    /// Bits an entry.
    pub bits: i32,
    /// Entries.
    pub size: i32,
    /// Counts the changes.
    pub version: i64,
    /// Made.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
