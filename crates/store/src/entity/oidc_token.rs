//! Table `oidc_token`.

use domain::{OidcCodeId, OidcTokenId, SessionId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// An access token for a portal.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oidc_token")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OidcTokenId,
    /// Of the token.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// From which code.
    pub code_id: OidcCodeId,
    /// Who is logged in.
    pub session_id: SessionId,
    /// For which portal.
    pub client_id: String,
    /// What was granted.
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Ended early.
    pub revoked_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
