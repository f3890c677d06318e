//! Credential offers.

use crate::entity::offer::{self, Column, Entity};
use domain::{FlowSessionId, InvitationId, OfferId, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

pub use offer::Model as Offer;

/// Stores an offer.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, offer: Offer) -> Result<(), DbErr> {
    Entity::insert(offer::ActiveModel::from(offer)).exec_without_returning(conn).await.map(|_| ())
}

/// The offer with this pre-authorized code.
///
/// # Errors
/// When the database does not answer.
pub async fn by_code(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<Offer>, DbErr> {
    Entity::find().filter(Column::CodeHash.eq(hash.clone())).one(conn).await
}

/// The offer with this reference.
///
/// # Errors
/// When the database does not answer.
pub async fn by_reference(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<Offer>, DbErr> {
    Entity::find().filter(Column::ReferenceHash.eq(hash.clone())).one(conn).await
}

/// Offers made for a session, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_session(conn: &impl ConnectionTrait, session: &FlowSessionId) -> Result<Vec<Offer>, DbErr> {
    Entity::find()
        .filter(Column::FlowSessionId.eq(session.clone()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Renewal)
        .all(conn)
        .await
}

/// Notes that a wallet has read the offer; true the first time.
///
/// # Errors
/// When the database refuses.
pub async fn mark_scanned(conn: &impl ConnectionTrait, id: &OfferId, now: Timestamp) -> Result<bool, DbErr> {
    set_once(conn, id, Column::ScannedAt, now).await
}

/// Notes that a used code was presented again; true the first time.
///
/// # Errors
/// When the database refuses.
pub async fn mark_replayed(conn: &impl ConnectionTrait, id: &OfferId, now: Timestamp) -> Result<bool, DbErr> {
    set_once(conn, id, Column::ReplayedAt, now).await
}

async fn set_once(conn: &impl ConnectionTrait, id: &OfferId, column: Column, now: Timestamp) -> Result<bool, DbErr> {
    let set = Entity::update_many()
        .col_expr(column, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(column.is_null())
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Redeems an offer that is good; true for the one caller that did. The caller ends its siblings in the same transaction.
///
/// # Errors
/// When the database refuses.
pub async fn redeem(conn: &impl ConnectionTrait, offer: &Offer, now: Timestamp) -> Result<bool, DbErr> {
    let redeemed = Entity::update_many()
        .col_expr(Column::RedeemedAt, Expr::value(now))
        .filter(Column::Id.eq(offer.id.clone()))
        .filter(Column::RedeemedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(redeemed.rows_affected == 1)
}

/// Counts a wrong transaction code, if fewer than `limit` were tried; false otherwise.
///
/// # Errors
/// When the database refuses; then nothing may be evaluated.
pub async fn count_tx_code_try(conn: &impl ConnectionTrait, id: &OfferId, limit: u32) -> Result<bool, DbErr> {
    let counted = Entity::update_many()
        .col_expr(Column::TxCodeTries, Expr::col(Column::TxCodeTries).add(1))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::TxCodeTries.lt(i32::try_from(limit).unwrap_or(i32::MAX)))
        .exec(conn)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Ends every offer of an invitation that is neither redeemed nor ended, but `except`.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(
    conn: &impl ConnectionTrait,
    invitation: &InvitationId,
    except: &[OfferId],
    now: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::InvitationId.eq(invitation.clone()))
        .filter(Condition::all().add(Column::RedeemedAt.is_null()).add(Column::EndedAt.is_null()))
        .filter(Column::Id.is_not_in(except.iter().cloned()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// The offer of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &OfferId) -> Result<Option<Offer>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// Forgets offers that expired before `before` without having been redeemed.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(before))
        .filter(Column::RedeemedAt.is_null())
        .exec(conn)
        .await?;
    Ok(forgotten.rows_affected)
}
