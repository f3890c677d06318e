//! Table `link`.

use domain::{InvitationId, LinkId, LinkKind, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// One emailed link.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkId,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// SHA-256 of the secret.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Which message.
    pub kind: LinkKind,
    /// Made.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
