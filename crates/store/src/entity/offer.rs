//! Table `offer`.

use domain::{EmployeeId, FlowSessionId, InvitationId, OfferId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A credential offer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfferId,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// Made for this browser.
    pub flow_session_id: FlowSessionId,
    /// Whose.
    pub employee_id: EmployeeId,
    /// Name of the wallet profile.
    pub wallet: String,
    /// Of the pre-authorized code.
    #[sea_orm(unique)]
    pub code_hash: TokenHash,
    /// Of the reference in `credential_offer_uri`.
    #[sea_orm(unique)]
    pub reference_hash: TokenHash,
    /// How many offers the page has asked for by itself before this one.
    pub renewal: i32,
    /// Wrong transaction codes.
    pub tx_code_tries: i32,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// A wallet has read it.
    pub scanned_at: Option<Timestamp>,
    /// A wallet has its token.
    pub redeemed_at: Option<Timestamp>,
    /// Its code was presented again.
    pub replayed_at: Option<Timestamp>,
    /// Ended early.
    pub ended_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
