//! Table `officer_link`.

use domain::{OfficerId, OfficerLinkId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A one-time link by which an officer sets up password and second factor.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer_link")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficerLinkId,
    /// Whose.
    pub officer_id: OfficerId,
    /// SHA-256 of the secret.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Everything is set up.
    pub used_at: Option<Timestamp>,
    /// A newer one took its place, or the officer's access ended.
    pub ended_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
