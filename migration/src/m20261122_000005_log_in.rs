//! Logging in: browsers that ask, requests to wallets, sessions, browsers that are known.

use crate::{index, reference};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("log_in")
                    .col(string("id").primary_key())
                    .col(string("token_hash").unique_key())
                    .col(text_null("continue_to"))
                    .col(integer("renewals"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .col(big_integer_null("ended_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("log_in", &["seen_at"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("presentation_request")
                    .col(string("id").primary_key())
                    .col(string("log_in_id"))
                    .col(string("device"))
                    .col(string("nonce"))
                    .col(string_null("decryption_kid").unique_key())
                    .col(blob_null("decryption_key"))
                    .col(string_null("sealed_with"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("fetched_at"))
                    .col(big_integer_null("refused_at"))
                    .col(string_null("refusal"))
                    .col(big_integer_null("answered_at"))
                    .col(string_null("employee_id"))
                    .col(string_null("access_key_id"))
                    .col(string_null("response_code_hash").unique_key())
                    .col(big_integer_null("used_at"))
                    .col(big_integer_null("ended_at"))
                    .foreign_key(&mut reference("presentation_request", "log_in_id", "log_in"))
                    .foreign_key(&mut reference("presentation_request", "employee_id", "employee"))
                    .foreign_key(&mut reference("presentation_request", "access_key_id", "access_key"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("presentation_request", &["log_in_id"])).await?;
        manager.create_index(index("presentation_request", &["employee_id"])).await?;
        // One-time keys that are still there are few, and looked for every minute.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_presentation_request_key ON presentation_request (expires_at)
                 WHERE decryption_key IS NOT NULL",
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("session")
                    .col(string("id").primary_key())
                    .col(string("token_hash").unique_key())
                    .col(string("employee_id"))
                    .col(string("access_key_id"))
                    .col(string("device"))
                    .col(string("browser"))
                    .col(text_null("outcome"))
                    .col(big_integer("logged_in_at"))
                    .col(big_integer("seen_at"))
                    .col(big_integer_null("ended_at"))
                    .col(string_null("end_cause"))
                    .foreign_key(&mut reference("session", "employee_id", "employee"))
                    .foreign_key(&mut reference("session", "access_key_id", "access_key"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("session", &["employee_id"])).await?;
        manager.create_index(index("session", &["access_key_id"])).await?;
        // Those whose time is up are looked for among those that nobody has ended: few, among all that are kept.
        manager
            .get_connection()
            .execute_unprepared("CREATE INDEX ix_session_open ON session (seen_at) WHERE ended_at IS NULL")
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("known_browser")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("token_hash"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .foreign_key(&mut reference("known_browser", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("known_browser", &["employee_id", "token_hash"]).unique().to_owned()).await?;
        manager
            .alter_table(Table::alter().table("access_key").add_column(big_integer_null("last_used_at")).to_owned())
            .await?;
        // What is looked for when a code is right, and when an old offer is forgotten.
        manager.create_index(index("access_token", &["employee_id"])).await?;
        manager.create_index(index("access_key", &["offer_id"])).await?;
        // A status list is signed from the few that are revoked, not from all.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_credential_revoked ON credential (status_list_id, status_index) WHERE revoked",
            )
            .await?;
        Ok(())
    }
}
