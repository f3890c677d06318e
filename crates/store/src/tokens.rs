//! Access tokens.

use crate::entity::access_token::{self, Column, Entity};
use domain::{OfferId, Timestamp, TokenHash, TokenId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

pub use access_token::Model as AccessToken;

/// Stores a token.
///
/// # Errors
/// When the offer has one already, or the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, token: AccessToken) -> Result<(), DbErr> {
    Entity::insert(access_token::ActiveModel::from(token)).exec_without_returning(conn).await.map(|_| ())
}

/// The token with this secret.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<AccessToken>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(hash.clone())).one(conn).await
}

/// The token of an offer.
///
/// # Errors
/// When the database does not answer.
pub async fn of_offer(conn: &impl ConnectionTrait, offer: &OfferId) -> Result<Option<AccessToken>, DbErr> {
    Entity::find().filter(Column::OfferId.eq(offer.clone())).one(conn).await
}

/// Holds a token that is good until the transaction ends; false if it is not.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl ConnectionTrait, id: &TokenId, now: Timestamp) -> Result<bool, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Option::<Timestamp>::None))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Revokes the token of an offer.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_of_offer(conn: &impl ConnectionTrait, offer: &OfferId, now: Timestamp) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(Column::OfferId.eq(offer.clone()))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await
        .map(|_| ())
}

/// Revokes every token of an employee.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_all_of(
    conn: &impl ConnectionTrait,
    employee: &domain::EmployeeId,
    now: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(Column::EmployeeId.eq(employee.clone()))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await
        .map(|_| ())
}
