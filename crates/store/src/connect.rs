//! Opening the database and its transactions.

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use std::time::Duration;

/// Opens `url` (`sqlite://…` or `postgres://…`) with at most `max_connections`.
///
/// SQLite runs with a write-ahead log, waits for locks up to 5 seconds, and syncs every commit: an answered request is
/// never lost.
///
/// # Errors
/// When the database cannot be opened.
pub async fn open(url: &str, max_connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(max_connections)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        // By default each statement outside a transaction is preceded by one that asks whether the connection lives. One
        // that was used just now does; a database that went away meanwhile is an error either way.
        .test_before_acquire_if_idle_for(Duration::from_secs(5))
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
    });
    options.map_sqlx_postgres_opts(|postgres| postgres.options([("statement_timeout", "5s"), ("lock_timeout", "5s")]));
    Database::connect(options).await
}

/// Begins a transaction that will write. On SQLite it takes the write lock at once: a transaction that reads first and
/// writes later would otherwise fail when another has written in between.
///
/// # Errors
/// When the database does not answer in time.
pub async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        isolation_level: None,
        access_mode: None,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
    })
    .await
}
