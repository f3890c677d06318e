//! The dated steps and the entities describe the same tables.

use crate::support::{Database, on_every_database};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Schema, Statement};
use std::collections::BTreeSet;
use store::entity;

/// What a query gives in its one column `text`.
async fn texts(db: &DatabaseConnection, sql: &str) -> BTreeSet<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.into_iter().map(|row| row.try_get("", "text").unwrap()).collect()
}

/// Each column with type, nullability and place in the primary key, one line each.
async fn columns(db: &DatabaseConnection) -> BTreeSet<String> {
    let sqlite =
        "SELECT t.name || '.' || c.name || ' ' || lower(c.type) || CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END
             || CASE WHEN c.pk > 0 THEN ' key' ELSE '' END AS text
         FROM sqlite_master AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'seaql_migrations'";
    let postgres = "SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || coalesce(' ' || c.character_maximum_length, '')
             || CASE WHEN c.is_nullable = 'NO' THEN ' not null' ELSE '' END
             || CASE WHEN c.column_default LIKE 'nextval%' OR c.is_identity = 'YES' THEN ' counted' ELSE '' END AS text
         FROM information_schema.columns AS c
         WHERE c.table_schema = 'public' AND c.table_name <> 'seaql_migrations'";
    texts(db, if db.get_database_backend() == DbBackend::Sqlite { sqlite } else { postgres }).await
}

/// Each column that is unique by itself.
async fn unique(db: &DatabaseConnection) -> BTreeSet<String> {
    let sqlite = "SELECT t.name || '.' || (SELECT name FROM pragma_index_info(i.name)) AS text
         FROM sqlite_master AS t, pragma_index_list(t.name) AS i
         WHERE t.type = 'table' AND t.name <> 'seaql_migrations' AND i.\"unique\" AND NOT i.partial
             AND (SELECT count(*) FROM pragma_index_info(i.name)) = 1";
    let postgres = "SELECT c.relname || '.' || a.attname AS text
         FROM pg_index AS i
         JOIN pg_class AS c ON c.oid = i.indrelid
         JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'public'
         WHERE i.indisunique AND i.indnatts = 1 AND i.indpred IS NULL AND c.relname <> 'seaql_migrations'";
    texts(db, if db.get_database_backend() == DbBackend::Sqlite { sqlite } else { postgres }).await
}

/// An empty database with the tables of the entities.
async fn from_entities(database: &Database) -> DatabaseConnection {
    let db = store::connect::open(&database.url(), 1).await.unwrap();
    let tables = Schema::new(db.get_database_backend()).builder();
    let tables = tables
        .register(entity::organisation::Entity)
        .register(entity::employee::Entity)
        .register(entity::code_try::Entity);
    let tables = tables
        .register(entity::invitation::Entity)
        .register(entity::link::Entity)
        .register(entity::flow_session::Entity);
    let tables = tables
        .register(entity::security_code::Entity)
        .register(entity::phone_number::Entity)
        .register(entity::offer::Entity);
    let tables = tables
        .register(entity::access_token::Entity)
        .register(entity::status_list::Entity)
        .register(entity::access_key::Entity);
    let tables =
        tables.register(entity::credential::Entity).register(entity::spent::Entity).register(entity::outbox::Entity);
    let tables = tables.register(entity::audit::Entity).register(store::preview::Entity);
    let tables = tables
        .register(entity::log_in::Entity)
        .register(entity::presentation_request::Entity)
        .register(entity::session::Entity)
        .register(entity::known_browser::Entity);
    let tables = tables
        .register(entity::report_link::Entity)
        .register(entity::report_try::Entity)
        .register(entity::key_request::Entity)
        .register(entity::notice_choice::Entity);
    let tables = tables
        .register(entity::oidc_code::Entity)
        .register(entity::oidc_token::Entity)
        .register(entity::log_out_notice::Entity);
    let tables = tables
        .register(entity::officer::Entity)
        .register(entity::officer_session::Entity)
        .register(entity::officer_link::Entity)
        .register(entity::recovery_code::Entity)
        .register(entity::officer_try::Entity);
    let tables = tables.register(entity::identity_check::Entity).register(entity::approval::Entity);
    let tables = tables.register(entity::send_count::Entity);
    let tables = tables.register(entity::employee_word::Entity).register(entity::import_draft::Entity);
    tables.apply(&db).await.unwrap();
    db
}

on_every_database! {
    // OPS-5
    async fn steps_and_entities_make_the_same_tables(app: TestApp) {
        let database = match app.state.db.get_database_backend() {
            DbBackend::Sqlite => Database::sqlite(),
            _ => Database::postgres().await,
        };
        let expected = from_entities(&database).await;
        assert_eq!(columns(&app.state.db).await, columns(&expected).await);
        assert_eq!(unique(&app.state.db).await, unique(&expected).await);
    }

    // OPS-5, STATUS-2: what the service relies on and no entity can say.
    async fn conditions_of_the_service_are_the_databases_own(app: TestApp) {
        let sql = match app.state.db.get_database_backend() {
            DbBackend::Sqlite => "SELECT lower(sql) AS text FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
            _ => "SELECT lower(indexdef) AS text FROM pg_indexes WHERE schemaname = 'public'",
        };
        let indices = texts(&app.state.db, sql).await;
        for (name, condition) in [
            ("ix_invitation_live", "employee_id"),
            ("ix_access_key_live", "employee_id"),
            ("ix_key_request_open", "employee_id"),
            ("ix_approval_open", "employee_id"),
            ("ix_known_browser_employee_id_token_hash", "token_hash"),
            ("ix_credential_status_list_id_status_index", "status_index"),
            ("ix_employee_organisation_id_staff_number", "staff_number"),
        ] {
            let index = indices.iter().find(|sql| sql.contains(name)).unwrap_or_else(|| panic!("no {name}"));
            assert!(index.contains("unique") && index.contains(condition), "{index}");
            assert_eq!(index.contains("where"), name.ends_with("_live") || name.ends_with("_open"), "{index}");
        }
    }
}
