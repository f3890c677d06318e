//! Table `recovery_code`.

use domain::{OfficerId, RecoveryCodeId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A code that takes the place of the authenticator app, once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecoveryCodeId,
    /// Whose.
    pub officer_id: OfficerId,
    /// Of the code.
    #[sea_orm(unique)]
    pub code_hash: TokenHash,
    /// Made.
    pub created_at: Timestamp,
    /// Used up, or replaced by newer ones.
    pub used_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
