//! Questions to a second officer. One of a kind about a person is open at a time; one answer counts.

use crate::entity::approval::{self, Column, Entity};
use domain::{ApprovalId, Decision, EmployeeId, OfficerId, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, OnConflict},
};

pub use approval::Model as Approval;

/// Asks; false if the same is asked about this person already.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, question: Approval) -> Result<bool, DbErr> {
    let inserted = Entity::insert(approval::ActiveModel::from(question))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(conn)
        .await?;
    Ok(inserted == 1)
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

/// Closes every open question about a person: what it was about has changed.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(conn: &impl ConnectionTrait, employee: &EmployeeId, now: Timestamp) -> Result<u64, DbErr> {
    let withdrawing = deciding(Decision::Withdrawn, now).filter(Column::EmployeeId.eq(employee.clone()));
    Ok(withdrawing.exec(conn).await?.rows_affected)
}

fn deciding(decision: Decision, now: Timestamp) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::DecidedAt, Expr::value(Some(now)))
        .col_expr(Column::Decision, Expr::value(Some(decision)))
        .filter(Column::DecidedAt.is_null())
}
