//! What officers do for a person. Each page says what will happen, its button does it, and the person's record says that it
//! is done.

pub mod approvals;
pub mod ask;
pub mod cancel;
pub mod contact;
pub mod invite;
pub mod invite_all;
pub mod leave;
pub mod new_key;
pub mod revoke;
pub mod suspend;

use crate::state::AppState;
use axum::Router;

/// Pages and buttons.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = contact::routes(cancel::routes(invite_all::routes(invite::routes(router))));
    let router = leave::routes(suspend::routes(revoke::routes(new_key::routes(router))));
    approvals::routes(ask::routes(router))
}
