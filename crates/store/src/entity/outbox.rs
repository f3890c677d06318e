//! Table `outbox`.

use domain::{Channel, EmployeeId, MessageId, MessageKind, OfficerId, Timestamp};
use sea_orm::entity::prelude::*;

/// A message on its way out.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MessageId,
    /// How it travels.
    pub channel: Channel,
    /// Encrypted; wiped when gone or too late.
    #[sea_orm(column_type = "Blob", nullable)]
    pub payload: Option<Vec<u8>>,
    /// With which key.
    pub key_id: String,
    /// Attempts so far.
    pub attempts: i32,
    /// Those of them of which nobody knows whether the message went.
    pub unanswered: i32,
    /// Made.
    pub created_at: Timestamp,
    /// Not before.
    pub due_at: Timestamp,
    /// Worth sending until then.
    pub expires_at: Option<Timestamp>,
    /// A worker has it until then.
    pub lease_until: Option<Timestamp>,
    /// Handed over.
    pub sent_at: Option<Timestamp>,
    /// Given up.
    pub dead_at: Option<Timestamp>,
    /// Class of the last error.
    pub error: Option<String>,
    /// Whom it is for, or about; none for officers.
    pub employee_id: Option<EmployeeId>,
    /// What it is about.
    pub kind: Option<MessageKind>,
    /// What the provider calls it.
    pub provider_id: Option<String>,
    /// Which officer it is for.
    pub officer_id: Option<OfficerId>,
}

impl ActiveModelBehavior for ActiveModel {}
