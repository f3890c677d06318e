//! Table `presentation_request`.

use domain::{AccessKeyId, Device, EmployeeId, LogInId, PresentationRequestId, Refusal, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A request to a wallet for a presentation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "presentation_request")]
pub struct Model {
    /// Name, and the `state` of the request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PresentationRequestId,
    /// Of which browser.
    pub log_in_id: LogInId,
    /// For which way.
    pub device: Device,
    /// What the holder signs.
    pub nonce: String,
    /// Identifier of the one-time key to which the answer is encrypted; `None`: in the clear.
    #[sea_orm(unique)]
    pub decryption_kid: Option<String>,
    /// That key, encrypted; wiped with the answer and when it is too late for one.
    #[sea_orm(column_type = "Blob", nullable)]
    pub decryption_key: Option<Vec<u8>>,
    /// Name of the key that encrypts it.
    pub sealed_with: Option<String>,
    /// Made.
    pub created_at: Timestamp,
    /// Can be answered until then.
    pub expires_at: Timestamp,
    /// First read by a wallet.
    pub fetched_at: Option<Timestamp>,
    /// An answer was refused last.
    pub refused_at: Option<Timestamp>,
    /// Why.
    pub refusal: Option<Refusal>,
    /// Answered for good; decides the winner.
    pub answered_at: Option<Timestamp>,
    /// Who answered.
    pub employee_id: Option<EmployeeId>,
    /// With which key.
    pub access_key_id: Option<AccessKeyId>,
    /// Of the code that comes back to the browser on the same device.
    #[sea_orm(unique)]
    pub response_code_hash: Option<TokenHash>,
    /// It led to a session.
    pub used_at: Option<Timestamp>,
    /// A newer one took its place.
    pub ended_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
