//! Table `security_code`.

use domain::{CodeId, EmployeeId, InvitationId, Timestamp};
use sea_orm::entity::prelude::*;

/// A security code that was sent.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "security_code")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CodeId,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// Whose.
    pub employee_id: EmployeeId,
    /// Where it was sent.
    pub phone: String,
    /// Argon2id with a secret pepper.
    pub hash: String,
    /// Which pepper.
    pub pepper_id: String,
    /// Tries at it.
    pub tries: i32,
    /// Made.
    pub created_at: Timestamp,
    /// Good until.
    pub expires_at: Timestamp,
    /// Entered rightly.
    pub used_at: Option<Timestamp>,
    /// A newer code took its place.
    pub replaced_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
