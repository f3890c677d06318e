//! Messages know whom and what they are for; how much may be sent is counted.

use crate::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null for HR's messages, and for those that waited when this step ran.
        for column in ["employee_id", "kind", "provider_id"] {
            manager.alter_table(Table::alter().table("outbox").add_column(string_null(column)).to_owned()).await?;
        }
        manager.create_index(index("outbox", &["employee_id", "dead_at"])).await?;
        let connection = manager.get_connection();
        // Workers take the newest of their channel first.
        connection
            .execute_unprepared(
                "CREATE INDEX ix_outbox_newest ON outbox (channel, created_at) WHERE sent_at IS NULL AND dead_at IS NULL",
            )
            .await?;
        connection
            .execute_unprepared("CREATE INDEX ix_outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL")
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("send_count")
                    // What is counted, and when its window began.
                    .col(string("id").primary_key())
                    .col(integer("used"))
                    .col(big_integer("ends_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("send_count", &["ends_at"])).await
    }
}
