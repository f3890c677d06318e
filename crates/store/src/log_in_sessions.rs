//! Browsers in which somebody is logged in.

use crate::entity::{
    access_key, employee, log_out_notice, oidc_code, oidc_token, report_link,
    session::{self, Column, Entity},
};
use domain::{AccessKeyId, Duration, EmployeeId, SessionEnd, SessionId, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::Expr,
};

pub use session::Model as Session;

/// Stores a session of somebody who has just logged in.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, session: Session) -> Result<(), DbErr> {
    Entity::insert(session::ActiveModel::from(session)).exec_without_returning(conn).await.map(|_| ())
}

/// The session with this cookie, ended or not.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<Session>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// The session of this name, ended or not.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &SessionId) -> Result<Option<Session>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// Sessions of a person that nobody has ended, the last used first. Their time may be up.
///
/// # Errors
/// When the database does not answer.
pub async fn live_of_employee(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Vec<Session>, DbErr> {
    Entity::find()
        .filter(Column::EmployeeId.eq(employee.clone()))
        .filter(Column::EndedAt.is_null())
        .order_by_desc(Column::SeenAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await
}

/// Ends a session; false if it had ended before.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    conn: &impl ConnectionTrait,
    id: &SessionId,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let ended = ending(cause, now).filter(Column::Id.eq(id.clone())).exec(conn).await?;
    Ok(ended.rows_affected == 1)
}

/// Ends every session that was begun with a key, and names them.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_key(
    conn: &impl ConnectionTrait,
    key: &AccessKeyId,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<Vec<Session>, DbErr> {
    end_where(conn, Column::AccessKeyId.eq(key.clone()), cause, now).await
}

/// Ends every session of a person, and names them.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_employee(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<Vec<Session>, DbErr> {
    end_where(conn, Column::EmployeeId.eq(employee.clone()), cause, now).await
}

/// One by one, so that a session that ends in another way at this moment is named by one of the two only.
async fn end_where(
    conn: &impl ConnectionTrait,
    which: sea_orm::sea_query::SimpleExpr,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<Vec<Session>, DbErr> {
    let mut ended = Vec::new();
    for session in
        Entity::find().filter(which).filter(Column::EndedAt.is_null()).order_by_asc(Column::Id).all(conn).await?
    {
        if end(conn, &session.id, cause, now).await? {
            ended.push(session);
        }
    }
    Ok(ended)
}

/// Why a session that nobody has ended holds no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Its time is up.
    Time {
        /// Last used then or before.
        seen: Timestamp,
        /// Begun then or before.
        begun: Timestamp,
    },
    /// Its access key has expired, or its person does not work here any more.
    Key {
        /// The time at which a key may have expired.
        now: Timestamp,
    },
}

impl Past {
    fn condition(self) -> Condition {
        let past = match self {
            Self::Time { seen, begun } => {
                Condition::any().add(Column::SeenAt.lte(seen)).add(Column::LoggedInAt.lte(begun))
            }
            Self::Key { now } => {
                let expired = access_key::Entity::find()
                    .select_only()
                    .column(access_key::Column::Id)
                    .filter(access_key::Column::ExpiresAt.lte(now));
                let left = employee::Entity::find()
                    .select_only()
                    .column(employee::Column::Id)
                    .filter(employee::Column::Active.eq(false));
                Condition::any()
                    .add(Column::AccessKeyId.in_subquery(expired.into_query()))
                    .add(Column::EmployeeId.in_subquery(left.into_query()))
            }
        };
        Condition::all().add(Column::EndedAt.is_null()).add(past)
    }
}

/// Up to `limit` sessions that nobody has ended and that hold no longer.
///
/// # Errors
/// When the database does not answer.
pub async fn past(conn: &impl ConnectionTrait, past: Past, limit: u64) -> Result<Vec<Session>, DbErr> {
    Entity::find().filter(past.condition()).limit(limit).all(conn).await
}

/// Ends a session that holds no longer; false if it had ended before, or was used at this moment.
///
/// # Errors
/// When the database refuses.
pub async fn end_past(
    conn: &impl ConnectionTrait,
    id: &SessionId,
    past: Past,
    cause: SessionEnd,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let ended = ending(cause, now).filter(Column::Id.eq(id.clone())).filter(past.condition()).exec(conn).await?;
    Ok(ended.rows_affected == 1)
}

/// Holds the row of a session until the transaction ends; false if it has ended. Whatever is given out in a session is
/// given out under it, so that whoever ends the session at the same moment finds it.
///
/// # Errors
/// When the database refuses.
pub async fn hold_live(conn: &impl ConnectionTrait, id: &SessionId) -> Result<bool, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::SeenAt, Expr::col(Column::SeenAt))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

fn ending(cause: SessionEnd, now: Timestamp) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndCause, Expr::value(Some(cause)))
        .filter(Column::EndedAt.is_null())
}

/// A session's idle time begins anew, unless it did after `since` or the session has ended.
///
/// # Errors
/// When the database refuses.
pub async fn touch(
    conn: &impl ConnectionTrait,
    id: &SessionId,
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

/// Notes a press: the idle time begins anew, and `outcome` is what the next page says of it. False if the session has
/// ended.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    conn: &impl ConnectionTrait,
    id: &SessionId,
    outcome: Option<String>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let noted = Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(outcome))
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::EndedAt.is_null())
        .exec(conn)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Forgets sessions that ended before `before`, early or because their `longest` time was up, and that no other row
/// points at any more.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp, longest: Duration) -> Result<u64, DbErr> {
    let links = report_link::Entity::find()
        .select_only()
        .column(report_link::Column::SessionId)
        .filter(report_link::Column::SessionId.is_not_null());
    let codes = oidc_code::Entity::find().select_only().column(oidc_code::Column::SessionId);
    let tokens = oidc_token::Entity::find().select_only().column(oidc_token::Column::SessionId);
    let notices = log_out_notice::Entity::find().select_only().column(log_out_notice::Column::SessionId);
    let forgotten = Entity::delete_many()
        .filter(Column::EndedAt.lt(before).or(Column::LoggedInAt.lt(before - longest)))
        .filter(Column::Id.not_in_subquery(links.into_query()))
        .filter(Column::Id.not_in_subquery(codes.into_query()))
        .filter(Column::Id.not_in_subquery(tokens.into_query()))
        .filter(Column::Id.not_in_subquery(notices.into_query()))
        .exec(conn)
        .await?;
    Ok(forgotten.rows_affected)
}
