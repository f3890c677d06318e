//! Messages on their way out, and the audit trail.

use crate::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("outbox")
                    .col(string("id").primary_key())
                    .col(string("channel"))
                    // Encrypted: it holds codes and links. Wiped when the message is gone or too late.
                    .col(blob_null("payload"))
                    .col(string("key_id"))
                    .col(integer("attempts"))
                    .col(big_integer("created_at"))
                    .col(big_integer("due_at"))
                    .col(big_integer_null("expires_at"))
                    .col(big_integer_null("lease_until"))
                    .col(big_integer_null("sent_at"))
                    .col(big_integer_null("dead_at"))
                    .col(string_null("error"))
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_outbox_waiting ON outbox (due_at) WHERE sent_at IS NULL AND dead_at IS NULL",
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("audit")
                    // Counted by the database, so that lines of one moment keep their order.
                    .col(big_integer("id").auto_increment().primary_key())
                    .col(big_integer("at"))
                    .col(string("actor"))
                    .col(string("action"))
                    .col(string_null("employee_id"))
                    .col(string_null("invitation_id"))
                    .col(text_null("detail"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("audit", &["employee_id", "at"])).await?;
        manager.create_index(index("audit", &["at"])).await
    }
}
