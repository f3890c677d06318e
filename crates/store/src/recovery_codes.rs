//! Codes that take the place of an officer's authenticator app, once each.

use crate::entity::recovery_code::{self, Column, Entity};
use domain::{OfficerId, Timestamp, TokenHash};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

pub use recovery_code::Model as RecoveryCode;

/// Stores new codes, if any, in place of those that are left.
///
/// # Errors
/// When the database refuses.
pub async fn replace(
    conn: &impl ConnectionTrait,
    officer: &OfficerId,
    codes: Vec<RecoveryCode>,
    now: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    if codes.is_empty() {
        return Ok(());
    }
    Entity::insert_many(codes.into_iter().map(recovery_code::ActiveModel::from))
        .exec_without_returning(conn)
        .await
        .map(|_| ())
}

/// Uses a code up; true for the one caller that did.
///
/// # Errors
/// When the database refuses; the code then counts as wrong.
pub async fn use_up(
    conn: &impl ConnectionTrait,
    officer: &OfficerId,
    code_hash: TokenHash,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::CodeHash.eq(code_hash))
        .filter(Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes an officer has left.
///
/// # Errors
/// When the database does not answer.
pub async fn left(conn: &impl ConnectionTrait, officer: &OfficerId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::OfficerId.eq(officer.clone())).filter(Column::UsedAt.is_null()).count(conn).await
}

/// Forgets codes that were used or replaced before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten = Entity::delete_many().filter(Column::UsedAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
