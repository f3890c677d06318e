//! Table `log_in`.

use domain::{LogInId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A browser that asks to log in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_in")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LogInId,
    /// Of the cookie.
    #[sea_orm(unique)]
    pub token_hash: TokenHash,
    /// Where it goes once logged in: a signed note of a portal's request; `None`: home.
    #[sea_orm(column_type = "Text", nullable)]
    pub continue_to: Option<String>,
    /// How often the open page asked for new requests by itself.
    pub renewals: i32,
    /// Made.
    pub created_at: Timestamp,
    /// Last press.
    pub seen_at: Timestamp,
    /// It led to a session, or the browser began anew.
    pub ended_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
