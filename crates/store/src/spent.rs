//! What may be used once: nonces and proof identifiers. The primary key is the guard, on every replica.

use crate::entity::spent::{self, Column, Entity};
use domain::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};

/// Spends `hash`; true for the one caller that did.
///
/// # Errors
/// When the database refuses; then the value counts as not accepted.
pub async fn spend(conn: &impl ConnectionTrait, hash: String, expires_at: Timestamp) -> Result<bool, DbErr> {
    let row = spent::ActiveModel { hash: Set(hash), expires_at: Set(expires_at) };
    let inserted = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Hash).do_nothing().to_owned())
        .exec_without_returning(conn)
        .await?;
    Ok(inserted == 1)
}

/// Forgets what expired before `now`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, now: Timestamp) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(conn).await?.rows_affected)
}
