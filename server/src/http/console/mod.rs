//! The HR console: pages for officers and what their buttons do. [`access`] says who may use which of them.

mod about;
pub mod access;
mod account;
pub mod acts;
pub mod audit;
mod confirm;
pub mod cookie;
pub mod desk;
mod entered;
mod gate;
mod log_in;
mod officers;
mod said;
mod set_up;
mod single_sign_on;
pub mod staff;
pub mod waiting;

pub use gate::On;

use crate::state::AppState;
use axum::{Router, middleware::from_fn_with_state, response::Response, routing::get};

use super::employee::see_other;

/// Every page and button, behind [`access::ACCESS`].
pub fn routes(state: &AppState) -> Router<AppState> {
    let router = Router::new().route("/hr", get(first_page));
    let router = acts::routes(audit::routes(waiting::routes(staff::routes(router))));
    let router = officers::routes(account::routes(confirm::routes(set_up::routes(log_in::routes(router)))));
    let router = single_sign_on::routes(router);
    router.layer(from_fn_with_state(state.clone(), gate::check))
}

/// Links that officers get. Whoever opens one need not be logged in.
pub fn link_routes() -> Router<AppState> {
    set_up::link_routes(Router::new())
}

/// Whoever types the address of the console wants to see people.
async fn first_page() -> Response {
    see_other("/hr/staff")
}
