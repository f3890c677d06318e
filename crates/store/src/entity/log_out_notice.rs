//! Table `log_out_notice`.

use domain::{LogOutNoticeId, SessionId, Timestamp};
use sea_orm::entity::prelude::*;

/// Word to a portal that somebody is logged out, on its way.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_out_notice")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LogOutNoticeId,
    /// To which portal.
    pub client_id: String,
    /// Which session ended.
    pub session_id: SessionId,
    /// Attempts so far.
    pub attempts: i32,
    /// Made.
    pub created_at: Timestamp,
    /// Not before.
    pub due_at: Timestamp,
    /// A worker has it until then.
    pub lease_until: Option<Timestamp>,
    /// Handed over.
    pub sent_at: Option<Timestamp>,
    /// Given up.
    pub dead_at: Option<Timestamp>,
    /// Class of the last error.
    pub error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
