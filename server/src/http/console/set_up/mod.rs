//! The one-time link of an officer and the page that it leads to.

mod cookie;
mod link;
mod page;

use crate::state::AppState;
use app::pages::console::officers::PasswordProblem;
use axum::Router;

use crate::flows::officers::{password::WrongPassword, set_up::WrongCode};
use domain::CodeFormat;

/// The page and its form.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    page::routes(router)
}

/// The link: read only, and its address holds a secret.
pub(super) fn link_routes(router: Router<AppState>) -> Router<AppState> {
    link::routes(router)
}

/// What is wrong with a new password, as pages say it.
pub(super) const fn password_problem(wrong: WrongPassword) -> PasswordProblem {
    match wrong {
        WrongPassword::Short => PasswordProblem::Short,
        WrongPassword::Long => PasswordProblem::Long,
        WrongPassword::Common => PasswordProblem::Common,
        WrongPassword::Names => PasswordProblem::Names,
    }
}

/// What is wrong with the code of a new app, as pages say it: its format, or that the app shows another.
pub(super) const fn code_problem(wrong: WrongCode) -> Option<CodeFormat> {
    match wrong {
        WrongCode::Format(format) => Some(format),
        WrongCode::Wrong => None,
    }
}
