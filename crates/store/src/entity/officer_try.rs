//! Table `officer_try`.

use domain::Timestamp;
use sea_orm::entity::prelude::*;

/// One wrong try to log in as an officer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer_try")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Keyed hash of the email address that was typed, whether or not there is such an officer.
    pub subject: String,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
