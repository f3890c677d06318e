//! What HR notes of employees: checks of identities, changed contact details, questions to a second officer.

use crate::{index, reference};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no more at once.
        for column in [
            big_integer_null("identity_confirmed_at"),
            big_integer_null("contact_changed_at"),
            string_null("contact_changed_by"),
            big_integer_null("contact_hold_until"),
        ] {
            manager.alter_table(Table::alter().table("employee").add_column(column).to_owned()).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("identity_check")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("outcome"))
                    .col(string("method"))
                    .col(text_null("note"))
                    .col(string_null("officer_id"))
                    .col(big_integer("at"))
                    .foreign_key(&mut reference("identity_check", "employee_id", "employee"))
                    .foreign_key(&mut reference("identity_check", "officer_id", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("identity_check", &["employee_id", "at"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("approval")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("kind"))
                    // What is to be done once somebody agrees, as JSON.
                    .col(text("wanted"))
                    .col(string("asked_by"))
                    .col(big_integer("asked_at"))
                    .col(string_null("decided_by"))
                    .col(big_integer_null("decided_at"))
                    .col(string_null("decision"))
                    .foreign_key(&mut reference("approval", "employee_id", "employee"))
                    .foreign_key(&mut reference("approval", "asked_by", "officer"))
                    .foreign_key(&mut reference("approval", "decided_by", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("approval", &["employee_id"])).await?;
        // One question of a kind about a person at a time.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_approval_open ON approval (employee_id, kind) WHERE decided_at IS NULL",
            )
            .await?;
        Ok(())
    }
}
