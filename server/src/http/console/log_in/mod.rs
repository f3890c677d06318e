//! How an officer gets in and out: password, second factor, log out, and word that somebody is still there.

mod leave;
mod password;
mod second_factor;
mod stay;

use crate::state::AppState;
use axum::Router;
use serde::Deserialize;

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    stay::routes(leave::routes(second_factor::routes(password::routes(router))))
}

/// What the addresses of these pages may carry.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Onward {
    /// Where to go on to.
    pub(super) then: Option<String>,
}

/// An address that carries on where to go after.
pub(super) fn with_then(path: &str, then: Option<&str>) -> String {
    let Some(then) = then.filter(|then| !then.is_empty()) else { return path.to_owned() };
    let then = serde_urlencoded::to_string([("then", then)]).unwrap_or_default();
    format!("{path}?{then}")
}
