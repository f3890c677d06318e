//! Browsers in which officers log in or are logged in.

use crate::entity::officer_session::{self, Column, Entity};
use domain::{OfficerId, OfficerSessionEnd, OfficerSessionId, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::Expr,
};

pub use officer_session::Model as OfficerSession;

/// Stores a session.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, session: OfficerSession) -> Result<(), DbErr> {
    Entity::insert(officer_session::ActiveModel::from(session)).exec_without_returning(conn).await.map(|_| ())
}

/// The session with this cookie, ended or not.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<OfficerSession>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// An officer's sessions that are logged in and that nobody has ended, the one used last first. Some may be too old.
///
/// # Errors
/// When the database does not answer.
pub async fn of_officer(conn: &impl ConnectionTrait, officer: &OfficerId) -> Result<Vec<OfficerSession>, DbErr> {
    Entity::find()
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::LoggedInAt.is_not_null())
        .order_by_desc(Column::SeenAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await
}

/// When each officer who ever did logged in last, as far as sessions are kept.
///
/// # Errors
/// When the database does not answer.
pub async fn last_log_ins(conn: &impl ConnectionTrait) -> Result<Vec<(OfficerId, Timestamp)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::OfficerId)
        .column_as(Expr::col(Column::LoggedInAt).max(), "last")
        .filter(Column::LoggedInAt.is_not_null())
        .group_by(Column::OfficerId)
        .into_tuple()
        .all(conn)
        .await
}

/// Notes that a session is used, unless that was noted after `since`; false then.
///
/// # Errors
/// When the database refuses.
pub async fn touch(
    conn: &impl ConnectionTrait,
    id: &OfficerSessionId,
    since: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let touched = Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::SeenAt.lte(since))
        .exec(conn)
        .await?;
    Ok(touched.rows_affected == 1)
}

/// Counts a try at the second factor; false if `limit` were counted before it, or the session has ended: then nothing may
/// be compared.
///
/// # Errors
/// When the database refuses; then nothing may be compared.
pub async fn count_try(conn: &impl ConnectionTrait, id: &OfficerSessionId, limit: i32) -> Result<bool, DbErr> {
    let counted = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::Tries.lt(limit))
        .exec(conn)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Ends a session in which `limit` codes were tried; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn end_tried(
    conn: &impl ConnectionTrait,
    id: &OfficerSessionId,
    limit: i32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndCause, Expr::value(OfficerSessionEnd::TooManyTries))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::Tries.gte(limit))
        .exec(conn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Makes a session that has shown its password a logged in one, under a new cookie; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn log_in(
    conn: &impl ConnectionTrait,
    id: &OfficerSessionId,
    token_hash: TokenHash,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let logged_in = Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .col_expr(Column::LoggedInAt, Expr::value(now))
        .col_expr(Column::SeenAt, Expr::value(now))
        .col_expr(Column::FreshAt, Expr::value(now))
        .col_expr(Column::Tries, Expr::value(0))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::LoggedInAt.is_null())
        .exec(conn)
        .await?;
    Ok(logged_in.rows_affected == 1)
}

/// Notes that the second factor was shown again at `shown_at`; false if the session has ended.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(
    conn: &impl ConnectionTrait,
    id: &OfficerSessionId,
    shown_at: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let refreshed = Entity::update_many()
        .col_expr(Column::FreshAt, Expr::value(shown_at))
        .col_expr(Column::SeenAt, Expr::value(now))
        .col_expr(Column::Tries, Expr::value(0))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .filter(Column::LoggedInAt.is_not_null())
        .exec(conn)
        .await?;
    Ok(refreshed.rows_affected == 1)
}

/// Holds a session's row until the transaction ends; false if it has ended.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl ConnectionTrait, id: &OfficerSessionId) -> Result<bool, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::Id, Expr::col(Column::Id))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Ends one session of an officer; false if it is not theirs or had ended.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    conn: &impl ConnectionTrait,
    officer: &OfficerId,
    id: &OfficerSessionId,
    cause: OfficerSessionEnd,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let ended = ending(officer, cause, now).filter(Column::Id.eq(id.clone())).exec(conn).await?;
    Ok(ended.rows_affected == 1)
}

/// Ends every session of an officer but `except`, those that wait for the second factor too.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(
    conn: &impl ConnectionTrait,
    officer: &OfficerId,
    except: Option<&OfficerSessionId>,
    cause: OfficerSessionEnd,
    now: Timestamp,
) -> Result<(), DbErr> {
    let mut ending = ending(officer, cause, now);
    if let Some(kept) = except {
        ending = ending.filter(Column::Id.ne(kept.clone()));
    }
    ending.exec(conn).await.map(|_| ())
}

fn ending(officer: &OfficerId, cause: OfficerSessionEnd, now: Timestamp) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndCause, Expr::value(cause))
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::EndedAt.is_null())
}

/// Keeps what the last press came to.
///
/// # Errors
/// When the database refuses.
pub async fn set_notice(
    conn: &impl ConnectionTrait,
    id: &OfficerSessionId,
    notice: Option<String>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Notice, Expr::value(notice))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Forgets sessions that were used last before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten = Entity::delete_many().filter(Column::SeenAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
