//! Emailed links by which people report a lost phone or a log in that was not theirs, and the tries to get one.

use crate::entity::{report_link, report_try};
use domain::{Duration, EmployeeId, ReportKind, ReportLinkId, Timestamp, TokenHash};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::Expr,
};

pub use report_link::Model as ReportLink;

/// Stores a link.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, link: ReportLink) -> Result<(), DbErr> {
    report_link::Entity::insert(report_link::ActiveModel::from(link)).exec_without_returning(conn).await.map(|_| ())
}

/// The link with this token.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<ReportLink>, DbErr> {
    report_link::Entity::find().filter(report_link::Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// Uses a link; true for the one caller that did, before it expired.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(conn: &impl ConnectionTrait, id: &ReportLinkId, now: Timestamp) -> Result<bool, DbErr> {
    let used = report_link::Entity::update_many()
        .col_expr(report_link::Column::UsedAt, Expr::value(now))
        .filter(report_link::Column::Id.eq(id.clone()))
        .filter(report_link::Column::UsedAt.is_null())
        .filter(report_link::Column::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Links of a kind that were made for a person in the last 24 hours. The caller holds the person's row, so that links
/// asked for in parallel are counted one after the other.
///
/// # Errors
/// When the database does not answer.
pub async fn made_today(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    kind: ReportKind,
    now: Timestamp,
) -> Result<u64, DbErr> {
    report_link::Entity::find()
        .filter(report_link::Column::EmployeeId.eq(employee.clone()))
        .filter(report_link::Column::Kind.eq(kind))
        .filter(report_link::Column::CreatedAt.gt(now - Duration::days(1)))
        .count(conn)
        .await
}

/// Counts a try from a network address; false if `limit` were counted in the last hour before it, and then it is not
/// stored: whoever goes on makes no more rows. Counted once more with the try: of tries in parallel too many are refused
/// rather than too few.
///
/// # Errors
/// When the database refuses; then nothing may be sent.
pub async fn count_try(
    conn: &impl ConnectionTrait,
    id: ReportLinkId,
    subject: TokenHash,
    limit: u32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if tries(conn, &subject, limit, now).await? >= limit {
        return Ok(false);
    }
    let made = report_try::ActiveModel { id: Set(id), subject_hash: Set(subject.clone()), created_at: Set(now) };
    report_try::Entity::insert(made).exec_without_returning(conn).await?;
    Ok(tries(conn, &subject, limit.saturating_add(1), now).await? <= limit)
}

/// Tries of the last hour; more than `most` are not looked at.
async fn tries(conn: &impl ConnectionTrait, subject: &TokenHash, most: usize, now: Timestamp) -> Result<usize, DbErr> {
    let counted: Vec<ReportLinkId> = report_try::Entity::find()
        .select_only()
        .column(report_try::Column::Id)
        .filter(report_try::Column::SubjectHash.eq(subject.clone()))
        .filter(report_try::Column::CreatedAt.gt(now - Duration::hours(1)))
        .limit(u64::try_from(most).ok())
        .into_tuple()
        .all(conn)
        .await?;
    Ok(counted.len())
}

/// Forgets tries made before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget_tries(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten =
        report_try::Entity::delete_many().filter(report_try::Column::CreatedAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}

/// Forgets links that expired before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten =
        report_link::Entity::delete_many().filter(report_link::Column::ExpiresAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
