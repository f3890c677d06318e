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
pub mod key_requests;
pub mod keys;
pub mod known_browsers;
pub mod log_in_sessions;
pub mod log_ins;
pub mod log_out_notices;
pub mod notice_choices;
pub mod offers;
pub mod oidc;
pub mod outbox;
pub mod presentation_requests;
pub mod preview;
pub mod report_links;
pub mod sessions;
pub mod spent;
pub mod status_lists;
pub mod tokens;

pub use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
