//! Invitations, their links, the browsers on their way through them, and security codes.

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
                    .table("invitation")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(string("purpose"))
                    .col(string("state"))
                    .col(integer("tries"))
                    .col(integer("sends"))
                    .col(string("language"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("closed_at"))
                    .foreign_key(&mut reference("invitation", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        // One person, one live invitation.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ix_invitation_live ON invitation (employee_id) WHERE state = 'live'",
            )
            .await?;
        manager.create_index(index("invitation", &["employee_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("link")
                    .col(string("id").primary_key())
                    .col(string("invitation_id"))
                    .col(string("token_hash").unique_key())
                    .col(string("kind"))
                    .col(big_integer("created_at"))
                    .foreign_key(&mut reference("link", "invitation_id", "invitation"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("link", &["invitation_id"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("flow_session")
                    .col(string("id").primary_key())
                    .col(string("invitation_id"))
                    .col(string("token_hash").unique_key())
                    .col(string_null("previous_token_hash"))
                    .col(string("state"))
                    .col(text_null("outcome"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .col(big_integer_null("verified_at"))
                    .col(big_integer_null("ended_at"))
                    .foreign_key(&mut reference("flow_session", "invitation_id", "invitation"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("flow_session", &["invitation_id"])).await?;
        manager.create_index(index("flow_session", &["previous_token_hash"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("security_code")
                    .col(string("id").primary_key())
                    .col(string("invitation_id"))
                    .col(string("employee_id"))
                    .col(string("phone"))
                    .col(string("hash"))
                    .col(string("pepper_id"))
                    .col(integer("tries"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .col(big_integer_null("replaced_at"))
                    .foreign_key(&mut reference("security_code", "invitation_id", "invitation"))
                    .foreign_key(&mut reference("security_code", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("security_code", &["invitation_id", "created_at"])).await?;
        manager.create_index(index("security_code", &["phone", "created_at"])).await?;
        // A row to hold on to while the codes sent to one number are counted.
        manager
            .create_table(
                Table::create()
                    .table("phone_number")
                    .col(string("number").primary_key())
                    .col(big_integer("sends"))
                    .to_owned(),
            )
            .await
    }
}
