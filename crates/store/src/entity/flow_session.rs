//! Table `flow_session`.

use domain::{FlowSessionId, InvitationId, SessionState, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// One browser on its way through an invitation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "flow_session")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FlowSessionId,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// Of the cookie.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Of the cookie that it had before the code was verified.
    pub previous_token_hash: Option<TokenHash>,
    /// Where it stands.
    pub state: SessionState,
    /// Outcome of the last press, as JSON; shown until the next.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    /// Made.
    pub created_at: Timestamp,
    /// Last press.
    pub seen_at: Timestamp,
    /// A right code was entered.
    pub verified_at: Option<Timestamp>,
    /// Ended early.
    pub ended_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
