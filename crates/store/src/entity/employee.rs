//! Table `employee`.

use domain::{EmployeeId, OfficerId, OrganisationId, Standing, Timestamp};
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
    /// HR has confirmed the identity; only then may an officer invite.
    pub identity_confirmed_at: Option<Timestamp>,
    /// Email address or phone number were changed last.
    pub contact_changed_at: Option<Timestamp>,
    /// By which officer; none: by the command line, or never.
    pub contact_changed_by: Option<OfficerId>,
    /// No invitation goes to the changed details before.
    pub contact_hold_until: Option<Timestamp>,
    /// Family name and given name, folded: the order of lists.
    pub name_key: String,
    /// Email address, folded: the order of lists.
    pub email_key: String,
    /// What the person's invitations and keys come to.
    pub standing: Standing,
    /// The newest invitation was sent.
    pub invited_at: Option<Timestamp>,
    /// The open invitation, if there is one, is good until then.
    pub invited_until: Option<Timestamp>,
    /// The live key, if there is one, ends then.
    pub key_until: Option<Timestamp>,
    /// Made.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
