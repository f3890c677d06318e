//! `Suspend access key` and `Restore access key`.

use super::{
    again, page, pressed, refused,
    revoke::{Reason, wrong_reason},
    target,
};
use crate::{flows::staff::suspend, http::console::On, state::AppState};
use app::pages::console::acts::{self, ActDone, Confirm, Stop};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{EmployeeId, KeyState};

/// Path of suspending.
pub const PATH: &str = "/hr/staff/{id}/suspend";
/// Path of restoring.
pub const RESTORE_PATH: &str = "/hr/staff/{id}/restore";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(suspend)).route(RESTORE_PATH, get(look_at_restoring).post(restore))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = suspend::look(&state, &on, &id, KeyState::Live).await;
    page(&state, &headers, &on, &id, looked, |site, it| {
        acts::stop(site, Stop::Suspend, &target(&it), String::new(), Vec::new())
    })
    .await
}

async fn suspend(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(form): Form<Reason>,
) -> Response {
    let id = EmployeeId::from(id);
    match form.parse() {
        Ok(reason) => {
            let done = suspend::suspend(&state, &on, &id, &reason).await.map(|()| ActDone::Suspended);
            pressed(&state, &headers, &on, &id, done).await
        }
        Err(wrong) => match suspend::look(&state, &on, &id, KeyState::Live).await {
            Ok(person) => again(&state, &on, |site| wrong_reason(site, Stop::Suspend, &target(&person), form, &wrong)),
            Err(error) => refused(&state, &headers, &on, Some(&id), error).await,
        },
    }
}

async fn look_at_restoring(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
) -> Response {
    let id = EmployeeId::from(id);
    let looked = suspend::look(&state, &on, &id, KeyState::Suspended).await;
    page(&state, &headers, &on, &id, looked, |site, it| acts::confirm(site, Confirm::Restore, &target(&it))).await
}

async fn restore(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let done = suspend::restore(&state, &on, &id).await.map(|()| ActDone::Restored);
    pressed(&state, &headers, &on, &id, done).await
}
