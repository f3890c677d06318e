//! Table `credential`.

use domain::{AccessKeyId, CredentialId, KeyState, StatusListId, Timestamp};
use sea_orm::entity::prelude::*;

/// A credential of an access key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialId,
    /// Of which key.
    pub access_key_id: AccessKeyId,
    /// RFC 7638 thumbprint of the holder key.
    pub holder_thumbprint: String,
    /// Which list.
    pub status_list_id: StatusListId,
    /// Given out once, ever.
    pub status_index: i32,
    /// That of its key, for the list.
    pub state: KeyState,
    /// First signed.
    pub issued_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
