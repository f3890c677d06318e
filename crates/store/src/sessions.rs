//! Browsers on their way through an invitation.

use crate::entity::flow_session::{self, Column, Entity};
use domain::{FlowSessionId, InvitationId, SessionState, Timestamp, TokenHash};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};

pub use flow_session::Model as FlowSession;

/// Opens a session for a browser that pressed Continue.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: FlowSessionId,
    invitation: &InvitationId,
    token_hash: TokenHash,
    now: Timestamp,
) -> Result<(), DbErr> {
    let row = flow_session::ActiveModel {
        id: Set(id),
        invitation_id: Set(invitation.clone()),
        token_hash: Set(token_hash),
        previous_token_hash: Set(None),
        state: Set(SessionState::Opened),
        outcome: Set(None),
        created_at: Set(now),
        seen_at: Set(now),
        verified_at: Set(None),
        ended_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await.map(|_| ())
}

/// The session with this cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &TokenHash) -> Result<Option<FlowSession>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.clone())).one(conn).await
}

/// The session that had this cookie until its code was verified after `since`: a browser whose first answer was lost
/// (a double press without JavaScript) still sends the old cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn by_previous_hash(
    conn: &impl ConnectionTrait,
    token_hash: &TokenHash,
    since: Timestamp,
) -> Result<Option<FlowSession>, DbErr> {
    Entity::find()
        .filter(Column::PreviousTokenHash.eq(token_hash.clone()))
        .filter(Column::State.eq(SessionState::Verified))
        .filter(Column::VerifiedAt.gt(since))
        .one(conn)
        .await
}

/// Gives a verified session another cookie; false if it is not verified any more.
///
/// # Errors
/// When the database refuses.
pub async fn rotate(conn: &impl ConnectionTrait, id: &FlowSessionId, token_hash: TokenHash) -> Result<bool, DbErr> {
    let rotated = Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::State.eq(SessionState::Verified))
        .exec(conn)
        .await?;
    Ok(rotated.rows_affected == 1)
}

/// Makes an opened session a verified one, under a new cookie; false if it is not open any more.
///
/// # Errors
/// When the database refuses.
pub async fn verify(
    conn: &impl ConnectionTrait,
    id: &FlowSessionId,
    token_hash: TokenHash,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let verified = Entity::update_many()
        .col_expr(Column::State, Expr::value(SessionState::Verified))
        .col_expr(Column::PreviousTokenHash, Expr::col(Column::TokenHash))
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .col_expr(Column::Outcome, Expr::value(Option::<String>::None))
        .col_expr(Column::VerifiedAt, Expr::value(now))
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::State.eq(SessionState::Opened))
        .exec(conn)
        .await?;
    Ok(verified.rows_affected == 1)
}

/// Holds a verified session's row until the transaction ends; false if it is not verified any more.
///
/// # Errors
/// When the database refuses.
pub async fn hold_verified(conn: &impl ConnectionTrait, id: &FlowSessionId) -> Result<bool, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::State, Expr::value(SessionState::Verified))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::State.eq(SessionState::Verified))
        .exec(conn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Ends every session of an invitation but `except`.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(
    conn: &impl ConnectionTrait,
    invitation: &InvitationId,
    except: Option<&FlowSessionId>,
    now: Timestamp,
) -> Result<(), DbErr> {
    let mut ending = ending(now).filter(Column::InvitationId.eq(invitation.clone()));
    if let Some(kept) = except {
        ending = ending.filter(Column::Id.ne(kept.clone()));
    }
    ending.exec(conn).await.map(|_| ())
}

fn ending(now: Timestamp) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(SessionState::Ended))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::State.ne(SessionState::Ended))
}

/// Notes a press: the session's idle time starts anew, and `outcome` is what the next page says of it.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    conn: &impl ConnectionTrait,
    id: &FlowSessionId,
    outcome: Option<String>,
    now: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(outcome))
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Forgets sessions whose last press was before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let kept = crate::entity::offer::Entity::find().select_only().column(crate::entity::offer::Column::FlowSessionId);
    let forgotten = Entity::delete_many()
        .filter(Column::SeenAt.lt(before))
        .filter(Column::Id.not_in_subquery(kept.into_query()))
        .exec(conn)
        .await?;
    Ok(forgotten.rows_affected)
}
