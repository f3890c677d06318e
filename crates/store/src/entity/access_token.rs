//! Table `access_token`.

use domain::{EmployeeId, OfferId, Timestamp, TokenHash, TokenId};
use sea_orm::entity::prelude::*;

/// An access token.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_token")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TokenId,
    /// From which offer.
    #[sea_orm(unique)]
    pub offer_id: OfferId,
    /// Whose.
    pub employee_id: EmployeeId,
    /// SHA-256 of the secret.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Set: never accepted as a bearer token.
    pub dpop_thumbprint: Option<String>,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Revoked.
    pub revoked_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
