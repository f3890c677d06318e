//! When the live key of a person ends, at the person's own row: lists tell a key that works from one whose time is up.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The end of everybody's live key when this step runs.
const ENDS: &str = "
    UPDATE employee SET
        key_until = (SELECT MAX(expires_at) FROM access_key WHERE employee_id = employee.id AND state = 'live')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let key_until = big_integer_null("key_until");
        manager.alter_table(Table::alter().table("employee").add_column(key_until).to_owned()).await?;
        db.execute_unprepared(ENDS).await?;

        // What lists filter by is in the index of each order.
        let nulls = if manager.get_database_backend() == DbBackend::Postgres { " NULLS FIRST" } else { "" };
        for (name, columns) in [
            ("name", "name_key, id, standing".to_owned()),
            ("email", "email_key, id, standing".to_owned()),
            ("standing", "standing, name_key, id".to_owned()),
            ("invited", format!("invited_at{nulls}, id, standing")),
        ] {
            // Both at once: another connection to SQLite might not have noticed yet that the first of the name is gone.
            db.execute_unprepared(&format!(
                "DROP INDEX ix_employee_by_{name};
                 CREATE INDEX ix_employee_by_{name} ON employee (active, {columns}, invited_until, key_until)"
            ))
            .await?;
        }
        Ok(())
    }
}
