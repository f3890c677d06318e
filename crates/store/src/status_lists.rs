//! Token Status Lists: which lists there are, and how often each has changed.

use crate::entity::{
    credential,
    status_list::{self, Column, Entity},
};
use domain::{StatusListId, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

pub use status_list::Model as StatusList;

/// The list that new credentials go into, if there is one with room: half of its places stay free, so that a random
/// place is found quickly and tells nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn with_room(conn: &impl ConnectionTrait) -> Result<Option<StatusList>, DbErr> {
    let Some(newest) = Entity::find().order_by_desc(Column::CreatedAt).one(conn).await? else { return Ok(None) };
    let taken = credential::Entity::find().filter(credential::Column::StatusListId.eq(newest.id.clone())).count(conn).await?;
    let half = u64::try_from(newest.size / 2).unwrap_or_default();
    Ok((taken < half).then_some(newest))
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
