//! `/hr/account/password`: another password.

use crate::{
    flows::officers::account::{self, Changed, NotChanged},
    http::{
        console::{On, desk, entered::Entered, set_up::password_problem},
        employee::see_other,
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{Notice, officers as pages};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/account/password", get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Only there for password managers.
    #[serde(default, rename = "email")]
    _email: String,
    current: Entered,
    password: Entered,
}

async fn show(State(state): State<AppState>, On(on): On) -> Response {
    let email = &on.officer.email;
    desk::page(&state, &on, None, StatusCode::OK, |site| pages::change_password(site, email, false, None, None))
}

async fn press(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(typed): Filled<Typed>,
) -> Response {
    let refused = match account::change_password(&state, &on, &typed.current, &typed.password).await {
        Ok(Changed::Done(())) => {
            return desk::done(&state, &headers, &on, "/hr/account", Notice::PasswordChanged).await;
        }
        Ok(Changed::Over) => return see_other("/hr/log-in"),
        Ok(Changed::Refused(refused)) => refused,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let wait = match refused {
        NotChanged::Wait(until) => Some(until.clock_time(state.clock.now(), &state.zone)),
        _ => None,
    };
    let new = match refused {
        NotChanged::Password(wrong) => Some(password_problem(wrong)),
        _ => None,
    };
    let (email, wrong) = (&on.officer.email, refused == NotChanged::Current);
    desk::page(&state, &on, None, StatusCode::UNPROCESSABLE_ENTITY, |site| {
        pages::change_password(site, email, wrong, new, wait.as_deref())
    })
}
