//! Employees' wishes for a new access key: one open wish a person.

use crate::entity::key_request::{self, Column, Entity};
use domain::{EmployeeId, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};

pub use key_request::Model as KeyRequest;

/// Stores a wish; false if the person has an open one already.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, wish: KeyRequest) -> Result<bool, DbErr> {
    let inserted = Entity::insert(key_request::ActiveModel::from(wish))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(conn)
        .await?;
    Ok(inserted == 1)
}

/// The open wish of a person.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Option<KeyRequest>, DbErr> {
    Entity::find().filter(Column::EmployeeId.eq(employee.clone())).filter(Column::HandledAt.is_null()).one(conn).await
}

/// Every open wish, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open(conn: &impl ConnectionTrait) -> Result<Vec<KeyRequest>, DbErr> {
    Entity::find().filter(Column::HandledAt.is_null()).order_by_asc(Column::CreatedAt).all(conn).await
}

/// Closes the open wish of a person, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn handle(conn: &impl ConnectionTrait, employee: &EmployeeId, now: Timestamp) -> Result<bool, DbErr> {
    let handled = Entity::update_many()
        .col_expr(Column::HandledAt, Expr::value(now))
        .filter(Column::EmployeeId.eq(employee.clone()))
        .filter(Column::HandledAt.is_null())
        .exec(conn)
        .await?;
    Ok(handled.rows_affected == 1)
}
