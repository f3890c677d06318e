//! Table `employee`.

use domain::{EmployeeId, OrganisationId, Timestamp};
use sea_orm::entity::prelude::*;

/// An employee.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employee")]
pub struct Model {
    /// Stable name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmployeeId,
    /// Employer.
    pub organisation_id: OrganisationId,
    /// Unique within the employer.
    pub staff_number: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Email address.
    pub email: String,
    /// E.164.
    pub phone: String,
    /// Works here now.
    pub active: bool,
    /// Tries ever: the row that tries are counted under.
    pub code_tries: i64,
    /// Too many wrong codes in a day.
    pub locked_until: Option<Timestamp>,
    /// Made.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
