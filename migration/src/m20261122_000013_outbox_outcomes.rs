//! Messages know how often nobody could say whether they went, and which officer they are for.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no more at once.
        for column in [integer("unanswered").default(0).take(), string_null("officer_id")] {
            manager.alter_table(Table::alter().table("outbox").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
