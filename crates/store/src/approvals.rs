//! Questions to a second officer. One of a kind about a person is open at a time; one answer counts.

use crate::entity::approval::{self, Column, Entity};
use domain::{ApprovalId, Decision, EmployeeId, OfficerId, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::Expr,
};

pub use approval::Model as Approval;

/// Asks.
///
/// # Errors
/// When the database refuses: also if a question of this kind about this person is open.
pub async fn insert(conn: &impl ConnectionTrait, question: Approval) -> Result<(), DbErr> {
    Entity::insert(approval::ActiveModel::from(question)).exec_without_returning(conn).await.map(|_| ())
}

/// The question of this name, decided or not.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &ApprovalId) -> Result<Option<Approval>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// The open questions, the oldest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn open(conn: &impl ConnectionTrait, limit: u64) -> Result<Vec<Approval>, DbErr> {
    Entity::find().filter(Column::DecidedAt.is_null()).order_by_asc(Column::AskedAt).limit(limit).all(conn).await
}

/// How many questions are open.
///
/// # Errors
/// When the database does not answer.
pub async fn count_open(conn: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find().filter(Column::DecidedAt.is_null()).count(conn).await
}

/// The open questions about a person.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Vec<Approval>, DbErr> {
    Entity::find().filter(Column::EmployeeId.eq(employee.clone())).filter(Column::DecidedAt.is_null()).all(conn).await
}

/// Decides an open question; false if it was decided before, or `by` is the officer who asked.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    conn: &impl ConnectionTrait,
    id: &ApprovalId,
    by: &OfficerId,
    decision: Decision,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let decided = deciding(decision, now)
        .col_expr(Column::DecidedBy, Expr::value(Some(by.clone())))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::AskedBy.ne(by.clone()))
        .exec(conn)
        .await?;
    Ok(decided.rows_affected == 1)
}

/// Closes an open question: something else is asked in its place.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(conn: &impl ConnectionTrait, id: &ApprovalId, now: Timestamp) -> Result<(), DbErr> {
    deciding(Decision::Withdrawn, now).filter(Column::Id.eq(id.clone())).exec(conn).await.map(|_| ())
}

/// Closes every open question about a person: what it was about has changed.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_all_of(conn: &impl ConnectionTrait, employee: &EmployeeId, now: Timestamp) -> Result<(), DbErr> {
    deciding(Decision::Withdrawn, now).filter(Column::EmployeeId.eq(employee.clone())).exec(conn).await.map(|_| ())
}

fn deciding(decision: Decision, now: Timestamp) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::DecidedAt, Expr::value(Some(now)))
        .col_expr(Column::Decision, Expr::value(Some(decision)))
        .filter(Column::DecidedAt.is_null())
}
