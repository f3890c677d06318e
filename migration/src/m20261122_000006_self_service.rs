//! What employees do for themselves: report, ask for a key, choose what they are told.

use crate::{index, reference};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // People type their address with capitals or without.
        manager
            .get_connection()
            .execute_unprepared("CREATE INDEX ix_employee_email ON employee (lower(email))")
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("report_link")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("kind"))
                    .col(string("token_hash").unique_key())
                    .col(string_null("session_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .foreign_key(&mut reference("report_link", "employee_id", "employee"))
                    .foreign_key(&mut reference("report_link", "session_id", "session"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("report_link", &["employee_id", "created_at"])).await?;
        manager.create_index(index("report_link", &["session_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("report_try")
                    .col(string("id").primary_key())
                    .col(string("subject_hash"))
                    .col(big_integer("created_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("report_try", &["subject_hash", "created_at"])).await?;
        manager.create_index(index("report_try", &["created_at"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("key_request")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("reason"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("handled_at"))
                    .foreign_key(&mut reference("key_request", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("key_request", &["employee_id"])).await?;
        // One open wish a person.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_key_request_open ON key_request (employee_id) WHERE handled_at IS NULL",
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("notice_choice")
                    .col(string("employee_id").primary_key())
                    .col(boolean("log_in_by_text"))
                    .col(big_integer("updated_at"))
                    .foreign_key(&mut reference("notice_choice", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        Ok(())
    }
}
