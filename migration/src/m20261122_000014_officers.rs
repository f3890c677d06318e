//! When it was last noted that wrong passwords were entered too often for an officer.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = big_integer_null("tries_noted_at");
        manager.alter_table(Table::alter().table("officer").add_column(column).to_owned()).await
    }
}
