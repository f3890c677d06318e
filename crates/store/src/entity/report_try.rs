//! Table `report_try`.

use domain::{ReportLinkId, Timestamp, TokenHash};
use sea_orm::entity::prelude::*;

/// An email address that was entered to report a lost phone. Counted, then forgotten.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_try")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportLinkId,
    /// Of the network address that it came from.
    pub subject_hash: TokenHash,
    /// When.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
