//! Table `spent`.

use domain::Timestamp;
use sea_orm::entity::prelude::*;

/// A nonce or proof identifier that was used.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spent")]
pub struct Model {
    /// Of the value.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// When the row may be forgotten.
    pub expires_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
