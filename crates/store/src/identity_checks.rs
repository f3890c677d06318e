//! Checks of employees' identities: every one is kept, the newest counts.

use crate::entity::{
    employee,
    identity_check::{self, Column, Entity},
};
use domain::{EmployeeId, IdentityOutcome};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

pub use identity_check::Model as IdentityCheck;

/// Records a check, and with it whether the person may be invited.
///
/// # Errors
/// When the database refuses.
pub async fn record(conn: &impl ConnectionTrait, check: IdentityCheck) -> Result<(), DbErr> {
    let confirmed = (check.outcome == IdentityOutcome::Confirmed).then_some(check.at);
    employee::Entity::update_many()
        .col_expr(employee::Column::IdentityConfirmedAt, Expr::value(confirmed))
        .filter(employee::Column::Id.eq(check.employee_id.clone()))
        .exec(conn)
        .await?;
    Entity::insert(identity_check::ActiveModel::from(check)).exec_without_returning(conn).await.map(|_| ())
}

/// Every check of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_employee(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Vec<IdentityCheck>, DbErr> {
    Entity::find()
        .filter(Column::EmployeeId.eq(employee.clone()))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(conn)
        .await
}
