//! What people are reminded of, each once: an invitation that nobody uses, a key that ends soon. One conditional UPDATE
//! counts a reminder, so that of several processes one sends it.

use crate::entity::{access_key, employee, flow_session, invitation};
use domain::{AccessKeyId, Duration, InvitationId, InvitationState, KeyState, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::Expr,
};

/// How long before an invitation's end the last reminder is due.
pub const LAST: Duration = Duration::hours(24);

/// How long before a key's end its person is told.
pub const END: Duration = Duration::days(30);

/// Invitations whose next reminder is due, at most `limit`: the first at half of their life; the last a day before their
/// end, if they live longer than two days and no browser has carried on with a link.
///
/// # Errors
/// When the database does not answer.
pub async fn invitations_due(
    conn: &impl ConnectionTrait,
    limit: u64,
    now: Timestamp,
) -> Result<Vec<invitation::Model>, DbErr> {
    let (created, expires) = (|| Expr::col(invitation::Column::CreatedAt), || Expr::col(invitation::Column::ExpiresAt));
    let opened = flow_session::Entity::find().select_only().column(flow_session::Column::InvitationId);
    let first = Condition::all()
        .add(invitation::Column::Reminders.eq(0))
        .add(created().add(expires()).lte(Expr::value(now.as_millis().saturating_mul(2))));
    let last = Condition::all()
        .add(invitation::Column::Reminders.eq(1))
        .add(invitation::Column::ExpiresAt.lte(now + LAST))
        .add(expires().sub(created()).gt(Expr::value(LAST.as_millis().saturating_mul(2))))
        .add(invitation::Column::Id.not_in_subquery(opened.into_query()));
    let reachable = employee::Entity::find()
        .select_only()
        .column(employee::Column::Id)
        .filter(employee::Column::Active.eq(true))
        .filter(employee::Column::LockedUntil.is_null().or(employee::Column::LockedUntil.lte(now)))
        .filter(employee::Column::ContactHoldUntil.is_null().or(employee::Column::ContactHoldUntil.lte(now)));
    invitation::Entity::find()
        // As in the index of those that may need one.
        .filter(Expr::cust("state = 'live' AND reminders < 2"))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .filter(Condition::any().add(first).add(last))
        .filter(invitation::Column::EmployeeId.in_subquery(reachable.into_query()))
        .order_by_asc(invitation::Column::ExpiresAt)
        .limit(limit)
        .all(conn)
        .await
}

/// Counts a reminder of an invitation that has had `sent`, so that it has had `now_sent`; false if the invitation is not live any more, or another process was first. Holds the
/// invitation's row until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    conn: &impl ConnectionTrait,
    id: &InvitationId,
    sent: i32,
    now_sent: i32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let counted = invitation::Entity::update_many()
        .col_expr(invitation::Column::Reminders, Expr::value(now_sent))
        .filter(invitation::Column::Id.eq(id.clone()))
        .filter(invitation::Column::State.eq(InvitationState::Live))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .filter(invitation::Column::Reminders.eq(sent))
        .exec(conn)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Live keys of people who work here that end soon, are past half of their life, and whose person was not told; at most
/// `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn keys_ending(
    conn: &impl ConnectionTrait,
    limit: u64,
    now: Timestamp,
) -> Result<Vec<access_key::Model>, DbErr> {
    let (issued, expires) = (Expr::col(access_key::Column::IssuedAt), Expr::col(access_key::Column::ExpiresAt));
    let here =
        employee::Entity::find().select_only().column(employee::Column::Id).filter(employee::Column::Active.eq(true));
    access_key::Entity::find()
        // As in the index of those.
        .filter(Expr::cust("state = 'live' AND end_told_at IS NULL"))
        .filter(access_key::Column::ExpiresAt.gt(now))
        .filter(access_key::Column::ExpiresAt.lte(now + END))
        .filter(issued.add(expires).lte(Expr::value(now.as_millis().saturating_mul(2))))
        .filter(access_key::Column::EmployeeId.in_subquery(here.into_query()))
        .order_by_asc(access_key::Column::ExpiresAt)
        .limit(limit)
        .all(conn)
        .await
}

/// Notes that a person is told of the end of a live key; false if it is not live any more, or another process was first.
///
/// # Errors
/// When the database refuses.
pub async fn note_end(conn: &impl ConnectionTrait, id: &AccessKeyId, now: Timestamp) -> Result<bool, DbErr> {
    let noted = access_key::Entity::update_many()
        .col_expr(access_key::Column::EndToldAt, Expr::value(Some(now)))
        .filter(access_key::Column::Id.eq(id.clone()))
        .filter(access_key::Column::State.eq(KeyState::Live))
        .filter(access_key::Column::EndToldAt.is_null())
        .exec(conn)
        .await?;
    Ok(noted.rows_affected == 1)
}
