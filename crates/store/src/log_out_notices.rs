//! Word to portals that somebody is logged out. A row is written in the transaction that ends the session; a worker sends
//! it after.

use crate::entity::{
    log_out_notice::{self, Column, Entity},
    oidc_code,
};
use domain::{LogOutNoticeId, SessionId, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

pub use log_out_notice::Model as LogOutNotice;

/// Queues word that a session has ended, for each portal that got an authorization code in it.
///
/// # Errors
/// When the database refuses; the session must then not end either.
pub async fn queue_for_session(
    conn: &impl ConnectionTrait,
    session: &SessionId,
    now: Timestamp,
    mut new_id: impl FnMut() -> LogOutNoticeId,
) -> Result<(), DbErr> {
    let portals: Vec<String> = oidc_code::Entity::find()
        .select_only()
        .column(oidc_code::Column::ClientId)
        .distinct()
        .filter(oidc_code::Column::SessionId.eq(session.clone()))
        .into_tuple()
        .all(conn)
        .await?;
    for client_id in portals {
        let notice = log_out_notice::ActiveModel {
            id: Set(new_id()),
            client_id: Set(client_id),
            session_id: Set(session.clone()),
            attempts: Set(0),
            created_at: Set(now),
            due_at: Set(now),
            lease_until: Set(None),
            sent_at: Set(None),
            dead_at: Set(None),
            error: Set(None),
        };
        Entity::insert(notice).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn waiting(now: Timestamp) -> Condition {
    Condition::all()
        .add(Column::SentAt.is_null())
        .add(Column::DeadAt.is_null())
        .add(Column::DueAt.lte(now))
        .add(Column::LeaseUntil.is_null().or(Column::LeaseUntil.lte(now)))
}

/// Claims up to `limit` notices until `lease_until`, oldest first. Each claim is one conditional UPDATE, so that two
/// workers never hold the same notice.
///
/// # Errors
/// When the database refuses.
pub async fn claim(
    conn: &impl ConnectionTrait,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u64,
) -> Result<Vec<LogOutNotice>, DbErr> {
    let found = Entity::find().filter(waiting(now)).order_by_asc(Column::DueAt).limit(limit).all(conn).await?;
    let mut claimed = Vec::with_capacity(found.len());
    for notice in found {
        let won = Entity::update_many()
            .col_expr(Column::LeaseUntil, Expr::value(lease_until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(notice.id.clone()))
            .filter(waiting(now))
            .exec(conn)
            .await?;
        if won.rows_affected == 1 {
            claimed.push(notice);
        }
    }
    Ok(claimed)
}

/// The portal knows.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(conn: &impl ConnectionTrait, id: &LogOutNoticeId, now: Timestamp) -> Result<(), DbErr> {
    close(conn, id, Column::SentAt, now, None).await
}

/// The portal will never know; `error` says why.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(
    conn: &impl ConnectionTrait,
    id: &LogOutNoticeId,
    error: &str,
    now: Timestamp,
) -> Result<(), DbErr> {
    close(conn, id, Column::DeadAt, now, Some(error)).await
}

async fn close(
    conn: &impl ConnectionTrait,
    id: &LogOutNoticeId,
    column: Column,
    now: Timestamp,
    error: Option<&str>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(column, Expr::value(now))
        .col_expr(Column::Error, Expr::value(error))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// The portal is told again at `due_at`; `error` is the class of what went wrong.
///
/// # Errors
/// When the database refuses.
pub async fn retry(
    conn: &impl ConnectionTrait,
    id: &LogOutNoticeId,
    error: &str,
    due_at: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(due_at))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<Timestamp>::None))
        .col_expr(Column::Error, Expr::value(error))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Every notice, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<LogOutNotice>, DbErr> {
    Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::ClientId).all(conn).await
}

/// Forgets notices that went or were given up before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten =
        Entity::delete_many().filter(Column::SentAt.lt(before).or(Column::DeadAt.lt(before))).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
