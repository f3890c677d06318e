//! Messages that do not arrive, for whoever looks after people: what could not be sent, by which way, to whom, and why; and
//! what waits for long. The content of those that were given up is wiped; they are kept for as long as the sweep keeps
//! messages.

use crate::entity::outbox::{Column, Entity, Model};
use domain::{Channel, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

/// Rows of a page.
pub const PAGE: u64 = 25;

/// Messages given up since `since`, newest first; `page` counts from 0.
///
/// # Errors
/// When the database does not answer.
pub async fn since(conn: &impl ConnectionTrait, since: Timestamp, page: u64) -> Result<Vec<Model>, DbErr> {
    let newest_first = Entity::find().order_by_desc(Column::DeadAt).order_by_desc(Column::Id);
    let from = page.saturating_mul(PAGE);
    newest_first.filter(Column::DeadAt.gte(since)).offset(from).limit(PAGE).all(conn).await
}

/// How many were given up since `since`.
///
/// # Errors
/// When the database does not answer.
pub async fn count_since(conn: &impl ConnectionTrait, since: Timestamp) -> Result<u64, DbErr> {
    Entity::find().filter(Column::DeadAt.gte(since)).count(conn).await
}

/// Messages that wait to be sent by one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many.
    pub count: u64,
    /// Since when the oldest waits.
    pub since: Timestamp,
}

/// What was written until `until` and still waits to be sent by this way, if anything does.
///
/// # Errors
/// When the database does not answer.
pub async fn backlog(
    conn: &impl ConnectionTrait,
    channel: Channel,
    until: Timestamp,
) -> Result<Option<Backlog>, DbErr> {
    let waiting = Entity::find()
        .filter(Column::Channel.eq(channel))
        .filter(Column::SentAt.is_null())
        .filter(Column::DeadAt.is_null())
        .filter(Column::CreatedAt.lte(until));
    let oldest = waiting.clone().order_by_asc(Column::CreatedAt).one(conn).await?;
    let Some(oldest) = oldest else { return Ok(None) };
    Ok(Some(Backlog { count: waiting.count(conn).await?, since: oldest.created_at }))
}
