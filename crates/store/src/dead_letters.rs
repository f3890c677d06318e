//! Messages that were given up, for whoever looks after people: what could not be sent, by which way, to whom, and why.
//! Their content is wiped. They are kept for as long as the sweep keeps messages.

use crate::entity::outbox::{Column, Entity, Model};
use domain::{Channel, EmployeeId, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

/// Rows of a page.
pub const PAGE: u64 = 25;

/// Messages given up since `since`, newest first; `page` counts from 0.
///
/// # Errors
/// When the database does not answer.
pub async fn since(conn: &impl ConnectionTrait, since: Timestamp, page: u64) -> Result<Vec<Model>, DbErr> {
    paged(Entity::find().filter(Column::DeadAt.gte(since)), page).all(conn).await
}

/// How many were given up since `since`.
///
/// # Errors
/// When the database does not answer.
pub async fn count_since(conn: &impl ConnectionTrait, since: Timestamp) -> Result<u64, DbErr> {
    Entity::find().filter(Column::DeadAt.gte(since)).count(conn).await
}

/// Messages to one person that were given up, newest first; `page` counts from 0.
///
/// # Errors
/// When the database does not answer.
pub async fn of_employee(conn: &impl ConnectionTrait, employee: &EmployeeId, page: u64) -> Result<Vec<Model>, DbErr> {
    let theirs = Entity::find().filter(Column::EmployeeId.eq(employee.clone())).filter(Column::DeadAt.is_not_null());
    paged(theirs, page).all(conn).await
}

/// How many messages wait to be sent by this way.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting_count(conn: &impl ConnectionTrait, channel: Channel) -> Result<u64, DbErr> {
    let waiting = Entity::find().filter(Column::Channel.eq(channel));
    waiting.filter(Column::SentAt.is_null()).filter(Column::DeadAt.is_null()).count(conn).await
}

fn paged(found: Select<Entity>, page: u64) -> Select<Entity> {
    let from = page.saturating_mul(PAGE);
    found.order_by_desc(Column::DeadAt).order_by_desc(Column::Id).offset(from).limit(PAGE)
}
