//! How much is sent. A message is counted **before** its provider is called, each count in one conditional statement, so
//! that workers side by side never hand over more than a limit allows.

use crate::entity::send_count::{ActiveModel, Column, Entity};
use domain::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// Counts one more of `id`, unless there were `limit` already; whether it was counted. `ends_at` is the end of the window
/// that `id` names.
///
/// # Errors
/// When the database refuses; then nothing may be sent.
pub async fn reserve(conn: &impl ConnectionTrait, id: &str, limit: u32, ends_at: Timestamp) -> Result<bool, DbErr> {
    let used = || Expr::col((Entity, Column::Used));
    let row = ActiveModel { id: Set(id.to_owned()), used: Set(1), ends_at: Set(ends_at) };
    let one_more = OnConflict::column(Column::Id)
        .value(Column::Used, used().add(1))
        .action_and_where(used().lt(i32::try_from(limit).unwrap_or(i32::MAX)))
        .to_owned();
    let counted = Entity::insert(row).on_conflict(one_more).exec_without_returning(conn).await?;
    Ok(counted == 1)
}

/// Takes one back: what was counted is known not to have been sent.
///
/// # Errors
/// When the database refuses; it stays counted then.
pub async fn release(conn: &impl ConnectionTrait, id: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Used, Expr::col(Column::Used).sub(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Used.gt(0))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Forgets windows that are over.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, now: Timestamp) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::EndsAt.lte(now)).exec(conn).await?.rows_affected)
}
