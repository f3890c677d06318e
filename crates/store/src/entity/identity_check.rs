//! Table `identity_check`.

use domain::{EmployeeId, IdentityCheckId, IdentityMethod, IdentityOutcome, OfficerId, Timestamp};
use sea_orm::entity::prelude::*;

/// A check of an employee's identity. The newest counts.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_check")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentityCheckId,
    /// Whose identity.
    pub employee_id: EmployeeId,
    /// What came of it.
    pub outcome: IdentityOutcome,
    /// How.
    pub method: IdentityMethod,
    /// Which documents, or why not, in the officer's words.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Who checked; none: by the command line.
    pub officer_id: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
