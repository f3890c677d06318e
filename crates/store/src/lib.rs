//! Everything that is kept: SeaORM entities and the statements over them. Nobody else names a table.
//!
//! Functions take `&impl ConnectionTrait`: the caller owns the transaction. Whatever may happen only once is one
//! conditional UPDATE, and its row count decides. `now` is bound into each statement; no statement asks the database.

pub mod audit;
pub mod codes;
pub mod connect;
pub mod employees;
pub mod entity;
pub mod invitations;
pub mod keys;
pub mod offers;
pub mod outbox;
pub mod preview;
pub mod sessions;
pub mod spent;
pub mod status_lists;
pub mod tokens;

pub use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
