//! Table `session`.

use domain::{AccessKeyId, Device, EmployeeId, SessionEnd, SessionId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A browser in which somebody is logged in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Name; a portal knows it as `sid`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Of the cookie.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Who.
    pub employee_id: EmployeeId,
    /// With which key; its end ends the session.
    pub access_key_id: AccessKeyId,
    /// How the key was shown.
    pub device: Device,
    /// The browser in a few words, such as "Chrome on Windows".
    pub browser: String,
    /// Outcome of the last press, as JSON; shown until the next.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    /// When the key was shown.
    pub logged_in_at: Timestamp,
    /// Last used.
    pub seen_at: Timestamp,
    /// Ended early.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub end_cause: Option<SessionEnd>,
}

impl ActiveModelBehavior for ActiveModel {}
