//! Portals that accept the log in: authorization codes, access tokens, word of a log out.

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
                    .table("oidc_code")
                    .col(string("id").primary_key())
                    .col(string("code_hash").unique_key())
                    .col(string("session_id"))
                    .col(string("client_id"))
                    .col(text("redirect_uri"))
                    .col(text("scope"))
                    .col(text_null("nonce"))
                    .col(string("code_challenge"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .foreign_key(&mut reference("oidc_code", "session_id", "session"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("oidc_code", &["session_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("oidc_token")
                    .col(string("id").primary_key())
                    .col(string("token_hash").unique_key())
                    .col(string("code_id"))
                    .col(string("session_id"))
                    .col(string("client_id"))
                    .col(text("scope"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("revoked_at"))
                    .foreign_key(&mut reference("oidc_token", "code_id", "oidc_code"))
                    .foreign_key(&mut reference("oidc_token", "session_id", "session"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("oidc_token", &["code_id"])).await?;
        manager.create_index(index("oidc_token", &["session_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("log_out_notice")
                    .col(string("id").primary_key())
                    .col(string("client_id"))
                    .col(string("session_id"))
                    .col(integer("attempts"))
                    .col(big_integer("created_at"))
                    .col(big_integer("due_at"))
                    .col(big_integer_null("lease_until"))
                    .col(big_integer_null("sent_at"))
                    .col(big_integer_null("dead_at"))
                    .col(string_null("error"))
                    .foreign_key(&mut reference("log_out_notice", "session_id", "session"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("log_out_notice", &["session_id"])).await?;
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_log_out_notice_waiting ON log_out_notice (due_at) WHERE sent_at IS NULL AND dead_at IS NULL",
            )
            .await?;
        Ok(())
    }
}
