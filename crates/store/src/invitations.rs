//! Invitations and their links.

use crate::entity::{invitation, link};
use domain::{EmployeeId, InvitationId, InvitationState, LinkId, LinkKind, Purpose, Timestamp, TokenHash};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

pub use invitation::Model as Invitation;
pub use link::Model as Link;

/// Makes a live invitation. The caller has closed the earlier one in the same transaction.
///
/// # Errors
/// When the person has a live invitation already, or the database refuses.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: InvitationId,
    employee: &EmployeeId,
    purpose: Purpose,
    language: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbErr> {
    let row = invitation::ActiveModel {
        id: Set(id),
        employee_id: Set(employee.clone()),
        purpose: Set(purpose),
        state: Set(InvitationState::Live),
        tries: Set(0),
        sends: Set(0),
        reminders: Set(0),
        language: Set(language.to_owned()),
        created_at: Set(now),
        expires_at: Set(expires_at),
        closed_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(conn).await.map(|_| ())
}

/// Adds a link to an invitation.
///
/// # Errors
/// When the database refuses.
pub async fn insert_link(
    conn: &impl ConnectionTrait,
    id: LinkId,
    invitation: &InvitationId,
    token_hash: TokenHash,
    kind: LinkKind,
    now: Timestamp,
) -> Result<(), DbErr> {
    let row = link::ActiveModel {
        id: Set(id),
        invitation_id: Set(invitation.clone()),
        token_hash: Set(token_hash),
        kind: Set(kind),
        created_at: Set(now),
    };
    link::Entity::insert(row).exec_without_returning(conn).await.map(|_| ())
}

/// The link with this token.
///
/// # Errors
/// When the database does not answer.
pub async fn link_by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<Link>, DbErr> {
    link::Entity::find().filter(link::Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// The invitation of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &InvitationId) -> Result<Option<Invitation>, DbErr> {
    invitation::Entity::find_by_id(id.clone()).one(conn).await
}

/// The newest invitation of a person, in whatever state.
///
/// # Errors
/// When the database does not answer.
pub async fn newest_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Option<Invitation>, DbErr> {
    invitation::Entity::find()
        .filter(invitation::Column::EmployeeId.eq(employee.clone()))
        .order_by_desc(invitation::Column::CreatedAt)
        .order_by_desc(invitation::Column::State.eq(InvitationState::Live))
        .one(conn)
        .await
}

/// Moves an invitation on, if its present state allows it; false if it does not.
///
/// # Errors
/// When the database refuses.
pub async fn become_(
    conn: &impl ConnectionTrait,
    id: &InvitationId,
    to: InvitationState,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let moved = moving(to, now).filter(invitation::Column::Id.eq(id.clone())).exec(conn).await?;
    Ok(moved.rows_affected == 1)
}

/// Moves every invitation of a person that can still move.
///
/// # Errors
/// When the database refuses.
pub async fn close_all_of(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    to: InvitationState,
    now: Timestamp,
) -> Result<(), DbErr> {
    moving(to, now).filter(invitation::Column::EmployeeId.eq(employee.clone())).exec(conn).await.map(|_| ())
}

fn moving(to: InvitationState, now: Timestamp) -> sea_orm::UpdateMany<invitation::Entity> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::State, Expr::value(to))
        .col_expr(invitation::Column::ClosedAt, Expr::value(now))
        .filter(invitation::Column::State.is_in(InvitationState::before(to)))
}

/// Counts a code that is about to be sent, if the invitation is live and has had fewer than `limit`; false otherwise.
/// Holds the invitation's row until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn count_send(
    conn: &impl ConnectionTrait,
    id: &InvitationId,
    limit: u32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    count(conn, id, invitation::Column::Sends, limit, now).await
}

/// Counts a try at a code, if the invitation is live and has had fewer than `limit`; false otherwise.
///
/// # Errors
/// When the database refuses; then nothing may be evaluated.
pub async fn count_try(
    conn: &impl ConnectionTrait,
    id: &InvitationId,
    limit: u32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    count(conn, id, invitation::Column::Tries, limit, now).await
}

async fn count(
    conn: &impl ConnectionTrait,
    id: &InvitationId,
    column: invitation::Column,
    limit: u32,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let counted = invitation::Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(invitation::Column::Id.eq(id.clone()))
        .filter(invitation::Column::State.eq(InvitationState::Live))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .filter(column.lt(i32::try_from(limit).unwrap_or(i32::MAX)))
        .exec(conn)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Holds a live invitation's row until the transaction ends; false if it is live no longer. Everything that an
/// invitation leads to is serialised by this row.
///
/// # Errors
/// When the database refuses.
pub async fn hold_live(conn: &impl ConnectionTrait, id: &InvitationId, now: Timestamp) -> Result<bool, DbErr> {
    let held = invitation::Entity::update_many()
        .col_expr(invitation::Column::State, Expr::value(InvitationState::Live))
        .filter(invitation::Column::Id.eq(id.clone()))
        .filter(invitation::Column::State.eq(InvitationState::Live))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Holds an invitation's row whatever its state.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl ConnectionTrait, id: &InvitationId) -> Result<(), DbErr> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::Tries, Expr::col(invitation::Column::Tries))
        .filter(invitation::Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// A person's invitations whose pages and offers may still be open, in whatever state.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Vec<Invitation>, DbErr> {
    invitation::Entity::find()
        .filter(invitation::Column::EmployeeId.eq(employee.clone()))
        .filter(invitation::Column::State.is_not_in([InvitationState::Replaced, InvitationState::Cancelled]))
        .all(conn)
        .await
}
