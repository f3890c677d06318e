//! `/hr/account/recovery-codes`: new recovery codes.

use crate::{
    flows::officers::account::{self, Changed},
    http::{
        console::{On, desk},
        employee::see_other,
        problem,
    },
    state::AppState,
};
use app::pages::console::officers::{self as pages, RecoveryCodes};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/account/recovery-codes", get(show).post(press))
}

async fn show(State(state): State<AppState>, On(on): On) -> Response {
    desk::page(&state, &on, None, StatusCode::OK, pages::new_codes)
}

async fn press(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    match account::new_recovery_codes(&state, &on).await {
        Ok(Changed::Done(codes)) => {
            let made = RecoveryCodes { codes, first: false };
            desk::page(&state, &on, None, StatusCode::OK, |site| pages::recovery_codes(site, &made))
        }
        Ok(Changed::Over | Changed::Refused(_)) => see_other("/hr/log-in"),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
