//! Tries to log in as an officer that were not right, or of which that is not known yet.

use crate::entity::officer_try::{self, Column, Entity};
use domain::{Duration, Timestamp, TokenHash};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// How long a try counts.
pub const WINDOW: Duration = Duration::minutes(15);

/// Counts a try under the name `id`; answers until when nothing may be compared, if `limit` were counted in the window
/// before it. Such a try is not stored: whoever goes on makes no more rows and no longer wait. Counted once more with the
/// try: of tries in parallel too many are refused rather than too few.
///
/// # Errors
/// When the database refuses; then nothing may be compared.
pub async fn count(
    conn: &impl ConnectionTrait,
    id: &str,
    subject: &TokenHash,
    limit: u32,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbErr> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if let Some(until) = waits(&newest(conn, subject, limit, now).await?, limit) {
        return Ok(Some(until));
    }
    let made =
        officer_try::ActiveModel { id: Set(id.to_owned()), subject: Set(subject.as_str().to_owned()), at: Set(now) };
    Entity::insert(made).exec_without_returning(conn).await?;
    let tries = newest(conn, subject, limit.saturating_add(1), now).await?;
    Ok(if tries.len() > limit { waits(&tries, limit) } else { None })
}

/// The tries of the window, newest first; more than `most` are not looked at.
async fn newest(
    conn: &impl ConnectionTrait,
    subject: &TokenHash,
    most: usize,
    now: Timestamp,
) -> Result<Vec<Timestamp>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::At)
        .filter(Column::Subject.eq(subject.as_str()))
        .filter(Column::At.gt(now - WINDOW))
        .order_by_desc(Column::At)
        .limit(u64::try_from(most).ok())
        .into_tuple()
        .all(conn)
        .await
}

/// When the first of the last `limit` tries counts no more.
fn waits(newest: &[Timestamp], limit: usize) -> Option<Timestamp> {
    newest.get(limit.checked_sub(1)?).map(|at| *at + WINDOW)
}

/// For which subjects `limit` or more were counted after `since`.
///
/// # Errors
/// When the database does not answer.
pub async fn many(conn: &impl ConnectionTrait, limit: u32, since: Timestamp) -> Result<Vec<String>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Subject)
        .filter(Column::At.gt(since))
        .group_by(Column::Subject)
        .having(Column::Id.count().gte(limit))
        .into_tuple()
        .all(conn)
        .await
}

/// Takes a try back: it was right.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(conn: &impl ConnectionTrait, id: &str) -> Result<(), DbErr> {
    Entity::delete_by_id(id.to_owned()).exec(conn).await.map(|_| ())
}

/// Forgets tries made before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten = Entity::delete_many().filter(Column::At.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
