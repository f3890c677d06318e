//! Table `import_draft`.

use domain::{ImportDraftId, OfficerId, Timestamp};
use sea_orm::entity::prelude::*;

/// A file of people that was checked and waits for its officer to confirm it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_draft")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportDraftId,
    /// Whose.
    pub officer_id: OfficerId,
    /// The file, encrypted.
    #[sea_orm(column_type = "Blob")]
    pub payload: Vec<u8>,
    /// With which key.
    pub key_id: String,
    /// Uploaded.
    pub created_at: Timestamp,
    /// Kept until then.
    pub expires_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
