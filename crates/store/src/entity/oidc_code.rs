//! Table `oidc_code`.

use domain::{OidcCodeId, SessionId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// An authorization code for a portal.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oidc_code")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OidcCodeId,
    /// Of the code.
    #[sea_orm(unique)]
    pub code_hash: TokenHash,
    /// Who is logged in.
    pub session_id: SessionId,
    /// For which portal.
    pub client_id: String,
    /// Where it was sent.
    #[sea_orm(column_type = "Text")]
    pub redirect_uri: String,
    /// What was granted.
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    /// For the ID token.
    #[sea_orm(column_type = "Text", nullable)]
    pub nonce: Option<String>,
    /// SHA-256 of the verifier that the portal has to show.
    pub code_challenge: String,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Exchanged.
    pub used_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
