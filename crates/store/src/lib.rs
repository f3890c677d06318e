//! Everything that is kept: SeaORM entities and the statements over them. Nobody else names a table.
//!
//! Functions take `&impl ConnectionTrait`: the caller owns the transaction. Whatever may happen only once is one
//! conditional UPDATE, and its row count decides. `now` is bound into each statement; no statement asks the database.

pub mod approvals;
pub mod audit;
pub mod codes;
pub mod connect;
pub mod dead_letters;
pub mod employees;
pub mod entity;
pub mod identity_checks;
pub mod import_drafts;
pub mod invitations;
pub mod journeys;
pub mod key_requests;
pub mod keys;
pub mod known_browsers;
pub mod log_in_sessions;
pub mod log_ins;
pub mod log_out_notices;
pub mod notice_choices;
pub mod offers;
pub mod officer_links;
pub mod officer_sessions;
pub mod officer_tries;
pub mod officers;
pub mod oidc;
pub mod outbox;
pub mod presentation_requests;
pub mod preview;
pub mod recovery_codes;
pub mod reminders;
pub mod report_links;
pub mod search_words;
pub mod send_counts;
pub mod sessions;
pub mod spent;
pub mod staff_passports;
pub mod standing;
pub mod status_lists;
pub mod tokens;

pub use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
