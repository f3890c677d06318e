//! Requests to wallets for a presentation.

use crate::entity::presentation_request::{self, Column, Entity};
use domain::{AccessKeyId, EmployeeId, LogInId, PresentationRequestId, Refusal, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::Expr,
};

pub use presentation_request::Model as PresentationRequest;

/// Most requests of a log in that are read: more than stand at a time, however often the page renews them.
const MOST: u64 = 32;
/// How many one-time keys one statement destroys: a database gives up on a statement that takes seconds.
const BATCH: u64 = 1000;

/// Stores a request.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, request: PresentationRequest) -> Result<(), DbErr> {
    Entity::insert(presentation_request::ActiveModel::from(request)).exec_without_returning(conn).await.map(|_| ())
}

/// The request of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
) -> Result<Option<PresentationRequest>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// The request whose answer is encrypted to the key of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_key(conn: &impl ConnectionTrait, kid: &str) -> Result<Option<PresentationRequest>, DbErr> {
    Entity::find().filter(Column::DecryptionKid.eq(kid)).one(conn).await
}

/// The request whose answer comes back to a browser with this code.
///
/// # Errors
/// When the database does not answer.
pub async fn by_response_code(
    conn: &impl ConnectionTrait,
    hash: &TokenHash,
) -> Result<Option<PresentationRequest>, DbErr> {
    Entity::find().filter(Column::ResponseCodeHash.eq(hash.clone())).one(conn).await
}

/// Requests of a log in, newest first, without those that ended before anybody answered: however many there were, they
/// matter no more.
///
/// # Errors
/// When the database does not answer.
pub async fn of_log_in(conn: &impl ConnectionTrait, log_in: &LogInId) -> Result<Vec<PresentationRequest>, DbErr> {
    Entity::find()
        .filter(Column::LogInId.eq(log_in.clone()))
        .filter(Column::EndedAt.is_null().or(Column::AnsweredAt.is_not_null()))
        .order_by_desc(Column::CreatedAt)
        .limit(MOST)
        .all(conn)
        .await
}

/// Notes that a wallet has read the request; true the first time.
///
/// # Errors
/// When the database refuses.
pub async fn mark_fetched(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let marked = Entity::update_many()
        .col_expr(Column::FetchedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::FetchedAt.is_null())
        .exec(conn)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// Notes why an answer was refused. The request stays open to another one; nothing of the answer is kept.
///
/// # Errors
/// When the database refuses.
pub async fn note_refusal(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
    why: Refusal,
    now: Timestamp,
) -> Result<(), DbErr> {
    open(now)
        .col_expr(Column::RefusedAt, Expr::value(now))
        .col_expr(Column::Refusal, Expr::value(Some(why)))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Answers a request that is open, and destroys its one-time key; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn answer(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
    employee: &EmployeeId,
    key: &AccessKeyId,
    response_code: Option<TokenHash>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let answered = without_key(open(now))
        .col_expr(Column::AnsweredAt, Expr::value(now))
        .col_expr(Column::EmployeeId, Expr::value(Some(employee.clone())))
        .col_expr(Column::AccessKeyId, Expr::value(Some(key.clone())))
        .col_expr(Column::ResponseCodeHash, Expr::value(response_code))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await?;
    Ok(answered.rows_affected == 1)
}

/// Uses an answer that came after `since` for a session; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
    since: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::AnsweredAt.gt(since))
        .filter(Column::UsedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Ends the requests of a log in that are not answered, and destroys their one-time keys.
///
/// # Errors
/// When the database refuses.
pub async fn end_open(conn: &impl ConnectionTrait, log_in: &LogInId, now: Timestamp) -> Result<(), DbErr> {
    without_key(Entity::update_many())
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::LogInId.eq(log_in.clone()))
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await
        .map(|_| ())
}

/// Ends a request that was answered and made no session, because it may not any more: `why`. The condition is that of
/// [`use_up`], so that of the two one comes first.
///
/// # Errors
/// When the database refuses.
pub async fn refuse_answered(
    conn: &impl ConnectionTrait,
    id: &PresentationRequestId,
    why: Refusal,
    now: Timestamp,
) -> Result<(), DbErr> {
    uncollected(Some(why), now).filter(Column::Id.eq(id.clone())).exec(conn).await.map(|_| ())
}

/// Ends every request that a person has answered and that made no session; `None`: its page says nothing of it.
///
/// # Errors
/// When the database refuses.
pub async fn end_answered_of(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    why: Option<Refusal>,
    now: Timestamp,
) -> Result<(), DbErr> {
    uncollected(why, now).filter(Column::EmployeeId.eq(employee.clone())).exec(conn).await.map(|_| ())
}

/// Destroys the one-time keys of requests that expired before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget_keys(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let mut forgotten = 0;
    loop {
        let old: Vec<PresentationRequestId> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::ExpiresAt.lt(before))
            .filter(Column::DecryptionKey.is_not_null())
            .limit(BATCH)
            .into_tuple()
            .all(conn)
            .await?;
        if old.is_empty() {
            return Ok(forgotten);
        }
        forgotten += without_key(Entity::update_many()).filter(Column::Id.is_in(old)).exec(conn).await?.rows_affected;
    }
}

fn uncollected(why: Option<Refusal>, now: Timestamp) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::RefusedAt, Expr::value(why.map(|_| now)))
        .col_expr(Column::Refusal, Expr::value(why))
        .filter(Column::AnsweredAt.is_not_null())
        .filter(Column::UsedAt.is_null())
        .filter(Column::EndedAt.is_null())
}

fn open(now: Timestamp) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
}

fn without_key(update: UpdateMany<Entity>) -> UpdateMany<Entity> {
    update
        .col_expr(Column::DecryptionKey, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::SealedWith, Expr::value(Option::<String>::None))
}
