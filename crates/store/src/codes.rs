//! Security codes.

use crate::entity::{
    phone_number,
    security_code::{self, Column, Entity},
};
use domain::{CodeId, InvitationId, Timestamp};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};

pub use security_code::Model as Code;

/// Stores a code that is about to be sent.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, code: Code) -> Result<(), DbErr> {
    Entity::insert(security_code::ActiveModel::from(code)).exec_without_returning(conn).await.map(|_| ())
}

/// Ends every code of an invitation that is still waiting.
///
/// # Errors
/// When the database refuses.
pub async fn replace_all(conn: &impl ConnectionTrait, invitation: &InvitationId, now: Timestamp) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ReplacedAt, Expr::value(now))
        .filter(Column::InvitationId.eq(invitation.clone()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ReplacedAt.is_null())
        .exec(conn)
        .await
        .map(|_| ())
}

/// The newest code of an invitation, in whatever state.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(conn: &impl ConnectionTrait, invitation: &InvitationId) -> Result<Option<Code>, DbErr> {
    Entity::find().filter(Column::InvitationId.eq(invitation.clone())).order_by_desc(Column::CreatedAt).one(conn).await
}

/// When codes of an invitation were sent after `since`, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn sent_since(
    conn: &impl ConnectionTrait,
    invitation: &InvitationId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbErr> {
    let codes = Entity::find()
        .filter(Column::InvitationId.eq(invitation.clone()))
        .filter(Column::CreatedAt.gt(since))
        .order_by_desc(Column::CreatedAt)
        .all(conn)
        .await?;
    Ok(codes.into_iter().map(|code| code.created_at).collect())
}

/// When codes were sent to a number after `since`, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn sent_to_since(
    conn: &impl ConnectionTrait,
    phone: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbErr> {
    let codes = Entity::find()
        .filter(Column::Phone.eq(phone))
        .filter(Column::CreatedAt.gt(since))
        .order_by_desc(Column::CreatedAt)
        .all(conn)
        .await?;
    Ok(codes.into_iter().map(|code| code.created_at).collect())
}

/// Holds the row of a number until the transaction ends, so that codes to it are counted one after the other.
///
/// # Errors
/// When the database refuses.
pub async fn hold_number(conn: &impl ConnectionTrait, phone: &str) -> Result<(), DbErr> {
    let row = phone_number::ActiveModel { number: Set(phone.to_owned()), sends: Set(1) };
    let more = OnConflict::column(phone_number::Column::Number)
        .value(phone_number::Column::Sends, Expr::col((phone_number::Entity, phone_number::Column::Sends)).add(1))
        .to_owned();
    phone_number::Entity::insert(row).on_conflict(more).exec_without_returning(conn).await.map(|_| ())
}

/// Counts a try at a code that is waiting, not expired, and has had fewer than `limit`; false otherwise.
///
/// # Errors
/// When the database refuses; then nothing may be evaluated.
pub async fn count_try(conn: &impl ConnectionTrait, id: &CodeId, limit: u32, now: Timestamp) -> Result<bool, DbErr> {
    let counted = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ReplacedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .filter(Column::Tries.lt(i32::try_from(limit).unwrap_or(i32::MAX)))
        .exec(conn)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Uses a code up; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(conn: &impl ConnectionTrait, id: &CodeId, now: Timestamp) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ReplacedAt.is_null())
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes of an invitation were ever sent.
///
/// # Errors
/// When the database does not answer.
pub async fn count(conn: &impl ConnectionTrait, invitation: &InvitationId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::InvitationId.eq(invitation.clone())).count(conn).await
}

/// Forgets codes that expired before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(conn).await?.rows_affected)
}
