//! Messages as people would see them, kept in clear. The table is no step of the migrations: only preview makes it.

use domain::{Channel, Timestamp};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryOrder, Schema, entity::prelude::*};

/// A message as it would have arrived.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "preview_message")]
pub struct Model {
    /// Name in the outbox.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// How.
    pub channel: Channel,
    /// Address or number.
    #[sea_orm(column_name = "recipient")]
    pub to: String,
    /// Of an email.
    pub subject: Option<String>,
    /// Plain text.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Of an email.
    #[sea_orm(column_type = "Text", nullable)]
    pub html: Option<String>,
    /// Sent.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as PreviewMessage;

/// Makes the table when it is missing.
///
/// # Errors
/// When the database refuses.
pub async fn ensure_table(conn: &impl ConnectionTrait) -> Result<(), DbErr> {
    let mut table = Schema::new(conn.get_database_backend()).create_table_from_entity(Entity);
    conn.execute(table.if_not_exists()).await.map(|_| ())
}

/// Keeps a message; a second time for the same message changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, message: PreviewMessage) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(message.id),
        channel: Set(message.channel),
        to: Set(message.to),
        subject: Set(message.subject),
        text: Set(message.text),
        html: Set(message.html),
        created_at: Set(message.created_at),
    };
    let known = sea_orm::sea_query::OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(conn).await.map(|_| ())
}

/// Every message, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<PreviewMessage>, DbErr> {
    Entity::find().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).all(conn).await
}
