//! HR officers: who they are, how they log in, and which act was whose.

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
                    .table("officer")
                    .col(string("id").primary_key())
                    .col(string("organisation_id"))
                    // In lower case.
                    .col(string("email").unique_key())
                    .col(string("name"))
                    .col(string("role"))
                    .col(boolean("active"))
                    .col(text_null("password_hash"))
                    .col(string_null("pepper_id"))
                    // The secret of the authenticator app, encrypted, with the last step of time that a code was taken of.
                    .col(blob_null("totp_secret"))
                    .col(string_null("totp_key_id"))
                    .col(big_integer_null("totp_step"))
                    .col(string_null("sso_subject").unique_key())
                    .col(big_integer("created_at"))
                    .col(big_integer("updated_at"))
                    .foreign_key(&mut reference("officer", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("officer_session")
                    .col(string("id").primary_key())
                    .col(string("officer_id"))
                    .col(string("token_hash").unique_key())
                    .col(string("way"))
                    .col(string("browser"))
                    .col(integer("tries"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .col(big_integer_null("logged_in_at"))
                    .col(big_integer_null("fresh_at"))
                    .col(text_null("notice"))
                    .col(big_integer_null("ended_at"))
                    .col(string_null("end_cause"))
                    .foreign_key(&mut reference("officer_session", "officer_id", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("officer_session", &["officer_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("officer_link")
                    .col(string("id").primary_key())
                    .col(string("officer_id"))
                    .col(string("token_hash").unique_key())
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .col(big_integer_null("ended_at"))
                    .foreign_key(&mut reference("officer_link", "officer_id", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("officer_link", &["officer_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("recovery_code")
                    .col(string("id").primary_key())
                    .col(string("officer_id"))
                    .col(string("code_hash").unique_key())
                    .col(big_integer("created_at"))
                    .col(big_integer_null("used_at"))
                    .foreign_key(&mut reference("recovery_code", "officer_id", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("recovery_code", &["officer_id"])).await?;
        // One row a wrong try, by a hash of the address that was typed: there need not be such an officer.
        manager
            .create_table(
                Table::create()
                    .table("officer_try")
                    .col(string("id").primary_key())
                    .col(string("subject"))
                    .col(big_integer("at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("officer_try", &["subject", "at"])).await?;
        manager.create_index(index("officer_try", &["at"])).await?;
        manager.alter_table(Table::alter().table("audit").add_column(string_null("officer_id")).to_owned()).await?;
        manager.create_index(index("audit", &["officer_id", "at"])).await
    }
}
