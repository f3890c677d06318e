//! Table `organisation`.

use domain::{OrganisationId, Timestamp};
use sea_orm::entity::prelude::*;

/// An employer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    /// As configured when it was first seen.
    pub name: String,
    /// Made.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
