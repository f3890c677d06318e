//! Table `access_key`.

use domain::{AccessKeyId, EmployeeId, InvitationId, KeyState, OfferId, RevokeCause, Timestamp, TokenHash, TokenId};
use sea_orm::entity::prelude::*;

/// An access key: one issuance to one person.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_key")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccessKeyId,
    /// Whose.
    pub employee_id: EmployeeId,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// From which offer.
    pub offer_id: OfferId,
    /// By which access token.
    #[sea_orm(unique)]
    pub token_id: TokenId,
    /// Whether it opens the door.
    pub state: KeyState,
    /// Of the `notification_id` that the wallet was given.
    #[sea_orm(unique)]
    pub notification_hash: TokenHash,
    /// Delivered to the wallet.
    pub issued_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// The wallet said so.
    pub accepted_at: Option<Timestamp>,
    /// The wallet said so.
    pub failed_at: Option<Timestamp>,
    /// The event it named.
    pub failure: Option<String>,
    /// When it was suspended; none: it is not.
    pub suspended_at: Option<Timestamp>,
    /// The person can read it.
    #[sea_orm(column_type = "Text", nullable)]
    pub suspend_reason: Option<String>,
    /// The person was told that it ends soon.
    pub end_told_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub revoke_cause: Option<RevokeCause>,
    /// The person can read it.
    #[sea_orm(column_type = "Text", nullable)]
    pub revoke_reason: Option<String>,
    /// Last logged in with.
    pub last_used_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
