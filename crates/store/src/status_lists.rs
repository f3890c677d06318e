//! Token Status Lists: which lists there are, and how often each has changed.

use crate::entity::status_list::{self, Column, Entity};
use domain::{StatusListId, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};

pub use status_list::Model as StatusList;

/// The newest list: the one that new credentials go into.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(conn: &impl ConnectionTrait) -> Result<Option<StatusList>, DbErr> {
    Entity::find().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).one(conn).await
}

/// Stores a new list.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, list: StatusList) -> Result<(), DbErr> {
    Entity::insert(status_list::ActiveModel::from(list)).exec_without_returning(conn).await.map(|_| ())
}

/// The list of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &StatusListId) -> Result<Option<StatusList>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// Notes a change: every replica signs the list again.
///
/// # Errors
/// When the database refuses.
pub async fn bump(conn: &impl ConnectionTrait, id: &StatusListId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// A new, empty list.
#[must_use]
pub const fn empty(id: StatusListId, bits: i32, size: i32, now: Timestamp) -> StatusList {
    StatusList { id, bits, size, version: 0, created_at: now }
}
