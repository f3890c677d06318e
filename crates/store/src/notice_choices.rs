//! What people want to be told, and how. Whoever has not chosen has no row.

use crate::entity::notice_choice::{self, Column, Entity};
use domain::{EmployeeId, Timestamp};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

/// Whether a person is told by text too that somebody logged in from a new browser.
///
/// # Errors
/// When the database does not answer.
pub async fn log_in_by_text(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id(employee.clone()).one(conn).await?.is_some_and(|choice| choice.log_in_by_text))
}

/// Keeps what a person chose.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    log_in_by_text: bool,
    now: Timestamp,
) -> Result<(), DbErr> {
    let choice = notice_choice::ActiveModel {
        employee_id: Set(employee.clone()),
        log_in_by_text: Set(log_in_by_text),
        updated_at: Set(now),
    };
    let again =
        OnConflict::column(Column::EmployeeId).update_columns([Column::LogInByText, Column::UpdatedAt]).to_owned();
    Entity::insert(choice).on_conflict(again).exec_without_returning(conn).await.map(|_| ())
}
