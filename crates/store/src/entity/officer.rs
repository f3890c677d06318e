//! Table `officer`.

use domain::{OfficerId, OrganisationId, Role, Timestamp};
use sea_orm::entity::prelude::*;

/// An HR officer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfficerId,
    /// Employer.
    pub organisation_id: OrganisationId,
    /// Email address, in lower case: what the officer logs in with.
    #[sea_orm(unique)]
    pub email: String,
    /// How colleagues know the officer.
    pub name: String,
    /// What the officer may do.
    pub role: Role,
    /// May log in.
    pub active: bool,
    /// Of the password; none before it is set up, or with single sign-on only.
    #[sea_orm(column_type = "Text", nullable)]
    pub password_hash: Option<String>,
    /// Which pepper is in it.
    pub pepper_id: Option<String>,
    /// Secret of the authenticator app, encrypted for this row.
    #[sea_orm(column_type = "Blob", nullable)]
    pub totp_secret: Option<Vec<u8>>,
    /// With which key.
    pub totp_key_id: Option<String>,
    /// The last step of time of which a code was taken: none counts twice.
    pub totp_step: Option<i64>,
    /// The officer at the organisation's single sign-on.
    #[sea_orm(unique)]
    pub sso_subject: Option<String>,
    /// When it was last noted that wrong passwords were entered too often.
    pub tries_noted_at: Option<Timestamp>,
    /// Made.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
