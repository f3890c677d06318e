//! Table `officer_session`.

use domain::{OfficerId, OfficerSessionEnd, OfficerSessionId, OfficerWay, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// One browser in which an officer logs in or is logged in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer_session")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficerSessionId,
    /// Who.
    pub officer_id: OfficerId,
    /// Of the cookie.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// How it began.
    pub way: OfficerWay,
    /// The browser in a few words, such as "Chrome on Windows".
    pub browser: String,
    /// Wrong codes of the authenticator app since the password.
    pub tries: i32,
    /// The password was right.
    pub created_at: Timestamp,
    /// Last used.
    pub seen_at: Timestamp,
    /// The second factor was right too; before that nobody is logged in.
    pub logged_in_at: Option<Timestamp>,
    /// The second factor was shown last.
    pub fresh_at: Option<Timestamp>,
    /// What the last press came to, as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub notice: Option<String>,
    /// Ended early.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub end_cause: Option<OfficerSessionEnd>,
}

impl ActiveModelBehavior for ActiveModel {}
