//! What portals hold: authorization codes and access tokens.

use crate::entity::{
    oidc_code::{self, Column as Code, Entity as Codes},
    oidc_token::{self, Column as Token, Entity as Tokens},
};
use domain::{OidcCodeId, Timestamp, TokenHash};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr,
};

pub use oidc_code::Model as OidcCode;
pub use oidc_token::Model as OidcToken;

/// Stores a code.
///
/// # Errors
/// When the database refuses.
pub async fn insert_code(conn: &impl ConnectionTrait, code: OidcCode) -> Result<(), DbErr> {
    Codes::insert(oidc_code::ActiveModel::from(code)).exec_without_returning(conn).await.map(|_| ())
}

/// The code with this secret, used or not.
///
/// # Errors
/// When the database does not answer.
pub async fn code_by_hash(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<OidcCode>, DbErr> {
    Codes::find().filter(Code::CodeHash.eq(hash.clone())).one(conn).await
}

/// Uses a code up; false if it was used before or is too old.
///
/// # Errors
/// When the database refuses.
pub async fn use_code(conn: &impl ConnectionTrait, id: &OidcCodeId, now: Timestamp) -> Result<bool, DbErr> {
    let used = Codes::update_many()
        .col_expr(Code::UsedAt, Expr::value(now))
        .filter(Code::Id.eq(id.clone()))
        .filter(Code::UsedAt.is_null())
        .filter(Code::ExpiresAt.gt(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Stores an access token.
///
/// # Errors
/// When the database refuses.
pub async fn insert_token(conn: &impl ConnectionTrait, token: OidcToken) -> Result<(), DbErr> {
    Tokens::insert(oidc_token::ActiveModel::from(token)).exec_without_returning(conn).await.map(|_| ())
}

/// The access token with this secret, good or not.
///
/// # Errors
/// When the database does not answer.
pub async fn token_by_hash(conn: &impl ConnectionTrait, hash: &TokenHash) -> Result<Option<OidcToken>, DbErr> {
    Tokens::find().filter(Token::TokenHash.eq(hash.clone())).one(conn).await
}

/// Revokes the tokens that were made from a code, and says how many.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_of_code(conn: &impl ConnectionTrait, code: &OidcCodeId, now: Timestamp) -> Result<u64, DbErr> {
    let revoked = Tokens::update_many()
        .col_expr(Token::RevokedAt, Expr::value(now))
        .filter(Token::CodeId.eq(code.clone()))
        .filter(Token::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(revoked.rows_affected)
}

/// Forgets codes that ended before `before`, and the tokens that were made from them.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let old = || Codes::find().select_only().column(Code::Id).filter(Code::ExpiresAt.lt(before)).into_query();
    Tokens::delete_many().filter(Token::CodeId.in_subquery(old())).exec(conn).await?;
    let forgotten = Codes::delete_many().filter(Code::ExpiresAt.lt(before)).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
