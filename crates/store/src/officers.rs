//! HR officers.

use crate::entity::{
    officer::{self, Column, Entity},
    organisation,
};
use domain::{OfficerId, OrganisationId, Role, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

pub use officer::Model as Officer;

/// The secret of an authenticator app, encrypted for the officer's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticator {
    /// Nonce and ciphertext.
    pub secret: Vec<u8>,
    /// With which key.
    pub key_id: String,
    /// The step of time of the code that proved it.
    pub step: i64,
}

/// The officer of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &OfficerId) -> Result<Option<Officer>, DbErr> {
    Entity::find_by_id(id.clone()).one(conn).await
}

/// The officer with this email address, which is in lower case.
///
/// # Errors
/// When the database does not answer.
pub async fn by_email(conn: &impl ConnectionTrait, email: &str) -> Result<Option<Officer>, DbErr> {
    Entity::find().filter(Column::Email.eq(email)).one(conn).await
}

/// The officer whom the single sign-on knows by this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_subject(conn: &impl ConnectionTrait, subject: &str) -> Result<Option<Officer>, DbErr> {
    Entity::find().filter(Column::SsoSubject.eq(subject)).one(conn).await
}

/// Keeps the single sign-on's name for an officer; true for the one caller that did. False if there is one already, or the
/// officer may not log in.
///
/// # Errors
/// When the name is another officer's, or the database refuses.
pub async fn bind_subject(
    conn: &impl ConnectionTrait,
    id: &OfficerId,
    subject: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let bound = Entity::update_many()
        .col_expr(Column::SsoSubject, Expr::value(subject))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Active.eq(true))
        .filter(Column::SsoSubject.is_null())
        .exec(conn)
        .await?;
    Ok(bound.rows_affected == 1)
}

/// Every officer, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<Officer>, DbErr> {
    Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).all(conn).await
}

/// Stores a new officer.
///
/// # Errors
/// When the email address is taken, or the database refuses.
pub async fn insert(conn: &impl ConnectionTrait, officer: Officer) -> Result<(), DbErr> {
    Entity::insert(officer::ActiveModel::from(officer)).exec_without_returning(conn).await.map(|_| ())
}

/// Holds the employer's row until the transaction ends: whoever changes who the officers are waits here for each other, so
/// that two administrators cannot remove each other at the same moment.
///
/// # Errors
/// When the database refuses.
pub async fn hold_all(conn: &impl ConnectionTrait, organisation: &OrganisationId) -> Result<(), DbErr> {
    organisation::Entity::update_many()
        .col_expr(organisation::Column::Id, Expr::col(organisation::Column::Id))
        .filter(organisation::Column::Id.eq(organisation.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// How many officers other than `except` may say who the officers are, and can log in.
///
/// # Errors
/// When the database does not answer.
pub async fn other_administrators(conn: &impl ConnectionTrait, except: &OfficerId) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::Role.eq(Role::Administrator))
        .filter(Column::Active.eq(true))
        .filter(Condition::any().add(Column::PasswordHash.is_not_null()).add(Column::SsoSubject.is_not_null()))
        .filter(Column::Id.ne(except.clone()))
        .count(conn)
        .await
}

/// Changes a role; false if that was the role before.
///
/// # Errors
/// When the database refuses.
pub async fn set_role(conn: &impl ConnectionTrait, id: &OfficerId, role: Role, now: Timestamp) -> Result<bool, DbErr> {
    let set = Entity::update_many()
        .col_expr(Column::Role, Expr::value(role))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Role.ne(role))
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Says whether an officer may log in; false if that is how it was.
///
/// # Errors
/// When the database refuses.
pub async fn set_active(
    conn: &impl ConnectionTrait,
    id: &OfficerId,
    active: bool,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let set = Entity::update_many()
        .col_expr(Column::Active, Expr::value(active))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Active.ne(active))
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Keeps the hash of a new password; false if the officer may not log in any more.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(
    conn: &impl ConnectionTrait,
    id: &OfficerId,
    hash: &str,
    pepper_id: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let set = Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .col_expr(Column::PepperId, Expr::value(pepper_id))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Active.eq(true))
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Holds an officer's row while the password that was just compared is still theirs, and keeps `anew`, name and pepper of a
/// hash of the same password, in its place if there is one. False if it is another by now, or they may not log in.
///
/// # Errors
/// When the database refuses.
pub async fn keep_password(
    conn: &impl ConnectionTrait,
    compared: &Officer,
    anew: Option<(&str, &str)>,
) -> Result<bool, DbErr> {
    let (hash, pepper_id) = match anew {
        Some((hash, pepper_id)) => (Some(hash.to_owned()), Some(pepper_id.to_owned())),
        None => (compared.password_hash.clone(), compared.pepper_id.clone()),
    };
    let kept = Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .col_expr(Column::PepperId, Expr::value(pepper_id))
        .filter(Column::Id.eq(compared.id.clone()))
        .filter(Column::Active.eq(true))
        .filter(Column::PasswordHash.eq(compared.password_hash.clone()))
        .exec(conn)
        .await?;
    Ok(kept.rows_affected == 1)
}

/// Keeps a new authenticator app; false if the officer may not log in any more.
///
/// # Errors
/// When the database refuses.
pub async fn set_authenticator(
    conn: &impl ConnectionTrait,
    id: &OfficerId,
    authenticator: Authenticator,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let set = Entity::update_many()
        .col_expr(Column::TotpSecret, Expr::value(authenticator.secret))
        .col_expr(Column::TotpKeyId, Expr::value(authenticator.key_id))
        .col_expr(Column::TotpStep, Expr::value(authenticator.step))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Active.eq(true))
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Takes password, authenticator app and the single sign-on's name from an officer.
///
/// # Errors
/// When the database refuses.
pub async fn reset(conn: &impl ConnectionTrait, id: &OfficerId, now: Timestamp) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(Option::<String>::None))
        .col_expr(Column::PepperId, Expr::value(Option::<String>::None))
        .col_expr(Column::TotpSecret, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::TotpKeyId, Expr::value(Option::<String>::None))
        .col_expr(Column::TotpStep, Expr::value(Option::<i64>::None))
        .col_expr(Column::SsoSubject, Expr::value(Option::<String>::None))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Notes that wrong passwords were entered too often, unless that was noted after `since`; true for the one caller that did.
///
/// # Errors
/// When the database refuses.
pub async fn note_tries(
    conn: &impl ConnectionTrait,
    id: &OfficerId,
    since: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let noted = Entity::update_many()
        .col_expr(Column::TriesNotedAt, Expr::value(now))
        .filter(Column::Id.eq(id.clone()))
        .filter(Condition::any().add(Column::TriesNotedAt.is_null()).add(Column::TriesNotedAt.lte(since)))
        .exec(conn)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Uses the code of a step of time up; true for the one caller that did. Codes of that step and of earlier ones count no
/// more ([RFC 6238, section 5.2](https://www.rfc-editor.org/rfc/rfc6238.html#section-5.2)).
///
/// # Errors
/// When the database refuses; the code then counts as wrong.
pub async fn use_step(conn: &impl ConnectionTrait, id: &OfficerId, step: i64) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(step))
        .filter(Column::Id.eq(id.clone()))
        .filter(Column::Active.eq(true))
        .filter(Condition::any().add(Column::TotpStep.is_null()).add(Column::TotpStep.lt(step)))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}
