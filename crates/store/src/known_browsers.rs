//! Browsers that somebody has logged in from before.

use crate::entity::known_browser::{self, Column, Entity};
use domain::{EmployeeId, KnownBrowserId, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

pub use known_browser::Model as KnownBrowser;

/// Notes that a person logs in from a browser that they logged in from after `since`; false if it is not known to be one.
///
/// # Errors
/// When the database refuses.
pub async fn seen(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    token_hash: &TokenHash,
    since: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let seen = Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::EmployeeId.eq(employee.clone()))
        .filter(Column::TokenHash.eq(token_hash.clone()))
        .filter(Column::SeenAt.gt(since))
        .exec(conn)
        .await?;
    Ok(seen.rows_affected == 1)
}

/// Gets to know a browser. It may have been known long ago, or since a moment ago from a log in at the same time.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: KnownBrowserId,
    employee: &EmployeeId,
    token_hash: TokenHash,
    now: Timestamp,
) -> Result<(), DbErr> {
    let row = KnownBrowser { id, employee_id: employee.clone(), token_hash, created_at: now, seen_at: now };
    let known = OnConflict::columns([Column::EmployeeId, Column::TokenHash]).update_column(Column::SeenAt).to_owned();
    let insert = Entity::insert(known_browser::ActiveModel::from(row)).on_conflict(known);
    insert.exec_without_returning(conn).await.map(|_| ())
}

/// Forgets browsers that nobody has logged in from since `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::SeenAt.lt(before)).exec(conn).await?.rows_affected)
}

/// Forgets every browser of a person: the next log in is news again, wherever it is.
///
/// # Errors
/// When the database refuses.
pub async fn forget_all_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::EmployeeId.eq(employee.clone())).exec(conn).await.map(|_| ())
}
