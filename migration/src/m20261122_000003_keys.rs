//! Credential offers, access tokens, access keys, their credentials, and status lists.

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
                    .table("offer")
                    .col(string("id").primary_key())
                    .col(string("invitation_id"))
                    .col(string("flow_session_id"))
                    .col(string("employee_id"))
                    .col(string("wallet"))
                    .col(string("code_hash").unique_key())
                    .col(string("reference_hash").unique_key())
                    .col(integer("renewal"))
                    .col(integer("tx_code_tries"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("scanned_at"))
                    .col(big_integer_null("redeemed_at"))
                    .col(big_integer_null("replayed_at"))
                    .col(big_integer_null("ended_at"))
                    .foreign_key(&mut reference("offer", "invitation_id", "invitation"))
                    .foreign_key(&mut reference("offer", "flow_session_id", "flow_session"))
                    .foreign_key(&mut reference("offer", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("offer", &["invitation_id"])).await?;
        manager.create_index(index("offer", &["flow_session_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("access_token")
                    .col(string("id").primary_key())
                    .col(string("offer_id").unique_key())
                    .col(string("employee_id"))
                    .col(string("token_hash").unique_key())
                    .col(string_null("dpop_thumbprint"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("revoked_at"))
                    .foreign_key(&mut reference("access_token", "offer_id", "offer"))
                    .foreign_key(&mut reference("access_token", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("status_list")
                    .col(string("id").primary_key())
                    .col(integer("bits"))
                    .col(integer("size"))
                    .col(big_integer("version"))
                    .col(big_integer("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("access_key")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("invitation_id"))
                    .col(string("offer_id"))
                    .col(string("token_id").unique_key())
                    .col(string("state"))
                    .col(string("notification_hash").unique_key())
                    .col(big_integer("issued_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("accepted_at"))
                    .col(big_integer_null("failed_at"))
                    .col(string_null("failure"))
                    .col(big_integer_null("revoked_at"))
                    .col(string_null("revoke_cause"))
                    .col(text_null("revoke_reason"))
                    .foreign_key(&mut reference("access_key", "employee_id", "employee"))
                    .foreign_key(&mut reference("access_key", "invitation_id", "invitation"))
                    .foreign_key(&mut reference("access_key", "offer_id", "offer"))
                    .foreign_key(&mut reference("access_key", "token_id", "access_token"))
                    .to_owned(),
            )
            .await?;
        // One live key per person.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_access_key_live ON access_key (employee_id) WHERE state = 'live'",
            )
            .await?;
        manager.create_index(index("access_key", &["employee_id"])).await?;
        manager.create_index(index("access_key", &["invitation_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("credential")
                    .col(string("id").primary_key())
                    .col(string("access_key_id"))
                    .col(string("holder_thumbprint"))
                    .col(string("status_list_id"))
                    .col(integer("status_index"))
                    .col(boolean("revoked"))
                    .col(big_integer("issued_at"))
                    .foreign_key(&mut reference("credential", "access_key_id", "access_key"))
                    .foreign_key(&mut reference("credential", "status_list_id", "status_list"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("credential", &["access_key_id"])).await?;
        // An index of a list is given out once, ever.
        manager.create_index(index("credential", &["status_list_id", "status_index"]).unique().to_owned()).await?;
        // Nonces and proof identifiers that were used: a second use is a unique violation, on every replica.
        manager
            .create_table(
                Table::create()
                    .table("spent")
                    .col(string("hash").primary_key())
                    .col(big_integer("expires_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("spent", &["expires_at"])).await
    }
}
