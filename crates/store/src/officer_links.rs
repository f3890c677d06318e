//! One-time links by which officers set up password and second factor.

use crate::entity::officer_link::{self, Column, Entity};
use domain::{OfficerId, OfficerLinkId, Timestamp, TokenHash};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

pub use officer_link::Model as OfficerLink;

/// Stores a link.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, link: OfficerLink) -> Result<(), DbErr> {
    Entity::insert(officer_link::ActiveModel::from(link)).exec_without_returning(conn).await.map(|_| ())
}

/// The link with this token.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<OfficerLink>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// The officers who have a link that can be used.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(conn: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<OfficerLink>, DbErr> {
    Entity::find()
        .filter(Column::UsedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .all(conn)
        .await
}

/// Uses a link up; true for the one caller that did, before it ended or expired.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(conn: &impl ConnectionTrait, id: &OfficerLinkId, now: Timestamp) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Ends every link of an officer that was not used.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(conn: &impl ConnectionTrait, officer: &OfficerId, now: Timestamp) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await
        .map(|_| ())
}

/// Forgets links that expired before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten = Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
