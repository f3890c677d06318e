//! Table `send_count`.

use domain::Timestamp;
use sea_orm::entity::prelude::*;

/// How many messages were handed to a provider in one window of time.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "send_count")]
pub struct Model {
    /// What is counted, and when its window began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// How many so far.
    pub used: i32,
    /// The window's end; nobody reads the row after it.
    pub ends_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
