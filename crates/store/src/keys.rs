//! Access keys and their credentials.

use crate::entity::{access_key, credential};
use domain::{
    AccessKeyId, EmployeeId, InvitationId, KeyState, RevokeCause, StatusListId, Timestamp, TokenHash, TokenId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, OnConflict},
};

pub use access_key::Model as AccessKey;
pub use credential::Model as Credential;

/// Stores a live key.
///
/// # Errors
/// When the person has a live key already, or the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, key: AccessKey) -> Result<(), DbErr> {
    access_key::Entity::insert(access_key::ActiveModel::from(key)).exec_without_returning(conn).await.map(|_| ())
}

/// Stores a credential; false if its place in the status list is taken, and another must be drawn.
///
/// # Errors
/// When the database refuses.
pub async fn insert_credential(conn: &impl ConnectionTrait, row: Credential) -> Result<bool, DbErr> {
    let taken = OnConflict::columns([credential::Column::StatusListId, credential::Column::StatusIndex])
        .do_nothing()
        .to_owned();
    let inserted = credential::Entity::insert(credential::ActiveModel::from(row))
        .on_conflict(taken)
        .exec_without_returning(conn)
        .await?;
    Ok(inserted == 1)
}

/// The key of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &AccessKeyId) -> Result<Option<AccessKey>, DbErr> {
    access_key::Entity::find_by_id(id.clone()).one(conn).await
}

/// The key that was issued by an access token.
///
/// # Errors
/// When the database does not answer.
pub async fn by_token(conn: &impl ConnectionTrait, token: &TokenId) -> Result<Option<AccessKey>, DbErr> {
    access_key::Entity::find().filter(access_key::Column::TokenId.eq(token.clone())).one(conn).await
}

/// The key with this notification id.
///
/// # Errors
/// When the database does not answer.
pub async fn by_notification(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<AccessKey>, DbErr> {
    access_key::Entity::find().filter(access_key::Column::NotificationHash.eq(hash.clone())).one(conn).await
}

/// The key that a person holds: live or suspended.
///
/// # Errors
/// When the database does not answer.
pub async fn held_of(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Option<AccessKey>, DbErr> {
    access_key::Entity::find()
        .filter(access_key::Column::EmployeeId.eq(employee.clone()))
        .filter(access_key::Column::State.is_in([KeyState::Live, KeyState::Suspended]))
        .one(conn)
        .await
}

/// Keys of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_employee(conn: &impl ConnectionTrait, employee: &EmployeeId) -> Result<Vec<AccessKey>, DbErr> {
    access_key::Entity::find()
        .filter(access_key::Column::EmployeeId.eq(employee.clone()))
        .order_by_desc(access_key::Column::IssuedAt)
        .all(conn)
        .await
}

/// Keys issued under an invitation, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_invitation(conn: &impl ConnectionTrait, invitation: &InvitationId) -> Result<Vec<AccessKey>, DbErr> {
    access_key::Entity::find()
        .filter(access_key::Column::InvitationId.eq(invitation.clone()))
        .order_by_desc(access_key::Column::IssuedAt)
        .all(conn)
        .await
}

/// The credential of a key.
///
/// # Errors
/// When the database does not answer.
pub async fn credential_of(conn: &impl ConnectionTrait, key: &AccessKeyId) -> Result<Option<Credential>, DbErr> {
    credential::Entity::find().filter(credential::Column::AccessKeyId.eq(key.clone())).one(conn).await
}

/// The credential at a place of a status list.
///
/// # Errors
/// When the database does not answer.
pub async fn credential_at(
    conn: &impl ConnectionTrait,
    list: &StatusListId,
    index: i32,
) -> Result<Option<Credential>, DbErr> {
    credential::Entity::find()
        .filter(credential::Column::StatusListId.eq(list.clone()))
        .filter(credential::Column::StatusIndex.eq(index))
        .one(conn)
        .await
}

/// Notes that somebody logs in with a live key, and holds its row until the transaction ends; false if it was revoked
/// meanwhile, and then nobody may be logged in.
///
/// # Errors
/// When the database refuses.
pub async fn mark_used(conn: &impl ConnectionTrait, id: &AccessKeyId, now: Timestamp) -> Result<bool, DbErr> {
    let marked = access_key::Entity::update_many()
        .col_expr(access_key::Column::LastUsedAt, Expr::value(now))
        .filter(access_key::Column::Id.eq(id.clone()))
        .filter(access_key::Column::State.eq(KeyState::Live))
        .exec(conn)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// Revokes a key and its credentials for good; false if it was revoked before. The caller bumps the status list.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    id: &AccessKeyId,
    cause: RevokeCause,
    reason: Option<String>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let revoking = moving(id, KeyState::Revoked)
        .col_expr(access_key::Column::RevokedAt, Expr::value(now))
        .col_expr(access_key::Column::RevokeCause, Expr::value(Some(cause)))
        .col_expr(access_key::Column::RevokeReason, Expr::value(reason));
    move_with_credentials(conn, id, KeyState::Revoked, revoking).await
}

/// Suspends a live key and its credentials; false if it was not live. The caller bumps the status list.
///
/// # Errors
/// When the database refuses.
pub async fn suspend(
    conn: &impl ConnectionTrait,
    id: &AccessKeyId,
    reason: String,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let suspending = moving(id, KeyState::Suspended)
        .col_expr(access_key::Column::SuspendedAt, Expr::value(Some(now)))
        .col_expr(access_key::Column::SuspendReason, Expr::value(Some(reason)));
    move_with_credentials(conn, id, KeyState::Suspended, suspending).await
}

/// Makes a suspended key live again, with its credentials; false if it was not suspended. The caller bumps the status list.
///
/// # Errors
/// When the database refuses.
pub async fn restore(conn: &impl ConnectionTrait, id: &AccessKeyId) -> Result<bool, DbErr> {
    let restoring = moving(id, KeyState::Live)
        .col_expr(access_key::Column::SuspendedAt, Expr::value(Option::<Timestamp>::None))
        .col_expr(access_key::Column::SuspendReason, Expr::value(Option::<String>::None));
    move_with_credentials(conn, id, KeyState::Live, restoring).await
}

fn moving(id: &AccessKeyId, to: KeyState) -> UpdateMany<access_key::Entity> {
    access_key::Entity::update_many()
        .col_expr(access_key::Column::State, Expr::value(to))
        .filter(access_key::Column::Id.eq(id.clone()))
        .filter(access_key::Column::State.is_in(KeyState::before(to).iter().copied()))
}

async fn move_with_credentials(
    conn: &impl ConnectionTrait,
    id: &AccessKeyId,
    to: KeyState,
    moving: UpdateMany<access_key::Entity>,
) -> Result<bool, DbErr> {
    if moving.exec(conn).await?.rows_affected != 1 {
        return Ok(false);
    }
    credential::Entity::update_many()
        .col_expr(credential::Column::State, Expr::value(to))
        .filter(credential::Column::AccessKeyId.eq(id.clone()))
        .exec(conn)
        .await?;
    Ok(true)
}

/// The wallet says that it holds the key.
///
/// # Errors
/// When the database refuses.
pub async fn mark_accepted(conn: &impl ConnectionTrait, id: &AccessKeyId, now: Timestamp) -> Result<bool, DbErr> {
    let marked = access_key::Entity::update_many()
        .col_expr(access_key::Column::AcceptedAt, Expr::value(now))
        .filter(access_key::Column::Id.eq(id.clone()))
        .filter(access_key::Column::AcceptedAt.is_null())
        .exec(conn)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// The wallet says that it does not hold the key; `event` is its own word for why.
///
/// # Errors
/// When the database refuses.
pub async fn mark_failed(
    conn: &impl ConnectionTrait,
    id: &AccessKeyId,
    event: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let marked = access_key::Entity::update_many()
        .col_expr(access_key::Column::FailedAt, Expr::value(now))
        .col_expr(access_key::Column::Failure, Expr::value(event))
        .filter(access_key::Column::Id.eq(id.clone()))
        .filter(access_key::Column::FailedAt.is_null())
        .exec(conn)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// Places of a status list whose credentials do not hold, with what they are instead.
///
/// # Errors
/// When the database does not answer.
pub async fn not_live(conn: &impl ConnectionTrait, list: &StatusListId) -> Result<Vec<(i32, KeyState)>, DbErr> {
    credential::Entity::find()
        .select_only()
        .column(credential::Column::StatusIndex)
        .column(credential::Column::State)
        .filter(credential::Column::StatusListId.eq(list.clone()))
        // As in the index that holds only those: a bound value would not be seen to mean the same.
        .filter(Expr::cust("state <> 'live'"))
        .into_tuple()
        .all(conn)
        .await
}
