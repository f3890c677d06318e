//! What happens to a key between its first and its last day: suspension, and word that it ends soon. Reminders of invitations.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no more at once.
        for (table, column) in [
            ("access_key", big_integer_null("suspended_at")),
            ("access_key", text_null("suspend_reason")),
            ("access_key", big_integer_null("end_told_at")),
            ("invitation", integer("reminders").default(0).take()),
            ("credential", string("state").default("live").take()),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        let db = manager.get_connection();
        for statement in [
            "UPDATE credential SET state = 'revoked' WHERE revoked",
            "DROP INDEX ix_credential_revoked",
            "ALTER TABLE credential DROP COLUMN revoked",
            "CREATE INDEX ix_credential_not_live ON credential (status_list_id, status_index) WHERE state <> 'live'",
            // One key a person, live or suspended. Both at once: another connection to SQLite might not have noticed yet that
            // the first of the name is gone.
            "DROP INDEX ix_access_key_live;
             CREATE UNIQUE INDEX ix_access_key_live ON access_key (employee_id) WHERE state <> 'revoked'",
            "CREATE INDEX ix_access_key_end ON access_key (expires_at) WHERE state = 'live' AND end_told_at IS NULL",
            "CREATE INDEX ix_invitation_reminders ON invitation (expires_at) WHERE state = 'live' AND reminders < 2",
        ] {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
