//! Table `invitation`.

use domain::{EmployeeId, InvitationId, InvitationState, Purpose, Timestamp};
use sea_orm::entity::prelude::*;

/// An invitation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    /// Whose.
    pub employee_id: EmployeeId,
    /// What for.
    pub purpose: Purpose,
    /// Expiry is decided by `expires_at`.
    pub state: InvitationState,
    /// Tries at codes.
    pub tries: i32,
    /// Codes sent.
    pub sends: i32,
    /// Reminders sent.
    pub reminders: i32,
    /// Of its messages and pages.
    pub language: String,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Left the live state.
    pub closed_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
