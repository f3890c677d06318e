//! Staff passports: the list, a person's record, adding people, checks of their identity.

pub mod add;
pub mod details;
pub mod identity;
pub mod import;
mod list;
pub mod record;

use crate::state::AppState;
use axum::Router;

pub use import::{FILE_LIMIT, PATH as IMPORT};
pub use list::PATH as LIST;

/// Every page and button.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = import::routes(add::routes(list::routes(router)));
    identity::routes(details::routes(record::routes(router)))
}

/// The address of a person's record.
#[must_use]
pub fn record_address(id: &domain::EmployeeId) -> String {
    format!("{LIST}/{id}")
}
