//! Browsers that ask to log in.

use crate::entity::{
    log_in::{self, Column, Entity},
    presentation_request,
};
use domain::{LogInId, Timestamp, TokenHash};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

pub use log_in::Model as LogIn;

/// How many one statement forgets: a database gives up on a statement that takes seconds.
const BATCH: u64 = 500;

/// Stores a browser that asks for the first time.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, log_in: LogIn) -> Result<(), DbErr> {
    Entity::insert(log_in::ActiveModel::from(log_in)).exec_without_returning(conn).await.map(|_| ())
}

/// The log in with this cookie, ended or not.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<LogIn>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// Notes a press and holds the row until the transaction ends; false if the log in is over.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl ConnectionTrait, id: &LogInId, now: Timestamp) -> Result<bool, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Sets how often the page asked by itself, and where the browser goes once logged in.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    conn: &impl ConnectionTrait,
    id: &LogInId,
    renewals: i32,
    continue_to: Option<String>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Renewals, Expr::value(renewals))
        .col_expr(Column::ContinueTo, Expr::value(continue_to))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Ends a log in; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn end(conn: &impl ConnectionTrait, id: &LogInId, now: Timestamp) -> Result<bool, DbErr> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Forgets log ins whose last press was before `before`, with their requests. Nobody may be able to press in them any
/// more: what a press asks meanwhile would be lost.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let mut forgotten = 0;
    loop {
        let old: Vec<LogInId> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::SeenAt.lt(before))
            .limit(BATCH)
            .into_tuple()
            .all(conn)
            .await?;
        if old.is_empty() {
            return Ok(forgotten);
        }
        let of_log_in = presentation_request::Column::LogInId;
        presentation_request::Entity::delete_many().filter(of_log_in.is_in(old.clone())).exec(conn).await?;
        forgotten += Entity::delete_many().filter(Column::Id.is_in(old)).exec(conn).await?.rows_affected;
    }
}
