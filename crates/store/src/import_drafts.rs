//! Files of people that wait for their officer to confirm them: one an officer, encrypted, for an hour.

use crate::entity::import_draft::{self, Column, Entity};
use domain::{ImportDraftId, OfficerId, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

pub use import_draft::Model as ImportDraft;

/// Keeps a file in place of the officer's earlier one.
///
/// # Errors
/// When the database refuses.
pub async fn put(conn: &impl ConnectionTrait, draft: ImportDraft) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::OfficerId.eq(draft.officer_id.clone())).exec(conn).await?;
    Entity::insert(import_draft::ActiveModel::from(draft)).exec_without_returning(conn).await.map(|_| ())
}

/// An officer's file, if its time is not up.
///
/// # Errors
/// When the database does not answer.
pub async fn of_officer(
    conn: &impl ConnectionTrait,
    id: &ImportDraftId,
    officer: &OfficerId,
    now: Timestamp,
) -> Result<Option<ImportDraft>, DbErr> {
    Entity::find_by_id(id.clone())
        .filter(Column::OfficerId.eq(officer.clone()))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await
}

/// Takes a file out to save what is in it; false if somebody did so before.
///
/// # Errors
/// When the database refuses.
pub async fn take(conn: &impl ConnectionTrait, id: &ImportDraftId) -> Result<bool, DbErr> {
    Ok(Entity::delete_by_id(id.clone()).exec(conn).await?.rows_affected == 1)
}

/// Forgets files whose time is up.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, now: Timestamp) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(conn).await?.rows_affected)
}
