//! Table `known_browser`.

use domain::{EmployeeId, KnownBrowserId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// A browser that somebody has logged in from before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_browser")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KnownBrowserId,
    /// Who.
    pub employee_id: EmployeeId,
    /// Of its own cookie; one browser may be known for several people.
    pub token_hash: TokenHash,
    /// First log in.
    pub created_at: Timestamp,
    /// Last log in.
    pub seen_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
