//! People who are there already, each with an access key: written straight into the tables, since nobody walks a million
//! journeys. What is measured afterwards goes the same way as ever.

use crate::{clock, error::LoadError};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use std::time::Duration;

/// Place of everybody in one status list: odd, so that no two get the same place of a list whose size is a power of 2.
const STRIDE: usize = 7919;
/// One key in so many is revoked.
const REVOKED_EACH: usize = 100;
/// Longest wait for one statement.
const PATIENCE: Duration = Duration::from_secs(600);

/// Opens the database at `url` beside the server.
///
/// # Errors
/// When it does not answer.
pub async fn open(url: &str) -> Result<DatabaseConnection, LoadError> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(PATIENCE));
    Ok(Database::connect(options).await?)
}

/// Adds `count` people with keys to the database at `url`, and says which status list holds them.
///
/// # Errors
/// When the database refuses.
pub async fn add(url: &str, count: usize) -> Result<String, LoadError> {
    let db = open(url).await?;
    let (now, size) = (clock::unix_seconds().saturating_mul(1000), count.next_power_of_two());
    let later = now.saturating_add(31_536_000_000);
    let list = "crowd";
    db.execute_unprepared(&format!(
        "INSERT INTO status_list (id, bits, size, version, created_at) VALUES ('{list}', 1, {size}, 1, {now})"
    ))
    .await?;
    let tables = [
        format!(
            "employee (id, organisation_id, staff_number, given_name, family_name, email, phone, active, code_tries, name_key, email_key, standing, created_at, updated_at)
             SELECT 'crowd-' || i, (SELECT id FROM organisation), 'C' || i, 'Sam', 'Crowd', 'sam.' || i || '@crowd.example', '+44781' || i, TRUE, 0,
                    'crowd sam', 'sam.' || i || '@crowd.example', CASE WHEN i % {REVOKED_EACH} = 0 THEN 'revoked' ELSE 'active' END, {now}, {now}"
        ),
        format!(
            "invitation (id, employee_id, purpose, state, tries, sends, language, created_at, expires_at, closed_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'first', 'used', 1, 1, 'en', {now}, {later}, {now}"
        ),
        format!(
            "flow_session (id, invitation_id, token_hash, state, created_at, seen_at, verified_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'verified', {now}, {now}, {now}"
        ),
        format!(
            "offer (id, invitation_id, flow_session_id, employee_id, wallet, code_hash, reference_hash, renewal, tx_code_tries, created_at, expires_at, redeemed_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'any', 'crowd-' || i, 'crowd-' || i, 0, 0, {now}, {later}, {now}"
        ),
        format!(
            "access_token (id, offer_id, employee_id, token_hash, created_at, expires_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, {now}, {now}"
        ),
        format!(
            "access_key (id, employee_id, invitation_id, offer_id, token_id, state, notification_hash, issued_at, expires_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'crowd-' || i, 'crowd-' || i,
                    CASE WHEN i % {REVOKED_EACH} = 0 THEN 'revoked' ELSE 'live' END, 'crowd-' || i, {now}, {later}"
        ),
        format!(
            "credential (id, access_key_id, holder_thumbprint, status_list_id, status_index, state, issued_at)
             SELECT 'crowd-' || i, 'crowd-' || i, 'crowd', '{list}', (i * CAST({STRIDE} AS BIGINT)) % {size},
                    CASE WHEN i % {REVOKED_EACH} = 0 THEN 'revoked' ELSE 'live' END, {now}"
        ),
    ];
    for rows in tables {
        let (table, select) = rows.split_once("SELECT").unwrap_or_default();
        db.execute_unprepared(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
             INSERT INTO {table} SELECT {select} FROM n"
        ))
        .await?;
    }
    settle(&db).await?;
    Ok(list.to_owned())
}

/// What a database does by itself in its first night: it counts, PostgreSQL notes what every reader can see, and SQLite brings
/// its log into the file.
///
/// # Errors
/// When the database refuses.
pub async fn settle(db: &DatabaseConnection) -> Result<(), LoadError> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    db.execute_unprepared(if sqlite { "ANALYZE" } else { "VACUUM ANALYZE" }).await?;
    if sqlite {
        db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(())
}
