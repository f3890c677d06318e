//! Table `key_request`.

use domain::{EmployeeId, KeyRequestId, KeyWish, Timestamp};
use sea_orm::entity::prelude::*;

/// An employee's wish for a new access key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_request")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeyRequestId,
    /// Who.
    pub employee_id: EmployeeId,
    /// Why.
    pub reason: KeyWish,
    /// When.
    pub created_at: Timestamp,
    /// A new invitation was sent, or HR declined.
    pub handled_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
