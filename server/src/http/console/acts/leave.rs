//! `Has left` and `Works here again`: two pages that differ in their direction.

use super::{page, pressed, target};
use crate::{flows::staff::leave, http::console::On, state::AppState};
use app::pages::console::acts::{self, ActDone, Confirm};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::EmployeeId;

/// Path of leaving.
pub const PATH: &str = "/hr/staff/{id}/leave";
/// Path of coming back.
pub const RETURN_PATH: &str = "/hr/staff/{id}/return";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(leave)).route(RETURN_PATH, get(look_at_return).post(come_back))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = leave::look(&state, &on, &id, true).await;
    page(&state, &headers, &on, &id, looked, |site, it| acts::confirm(site, Confirm::Leave, &target(&it))).await
}

async fn leave(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let done = leave::leave(&state, &on, &id).await.map(|()| ActDone::Left);
    pressed(&state, &headers, &on, &id, done).await
}

async fn look_at_return(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
) -> Response {
    let id = EmployeeId::from(id);
    let looked = leave::look(&state, &on, &id, false).await;
    page(&state, &headers, &on, &id, looked, |site, it| acts::confirm(site, Confirm::Return, &target(&it))).await
}

async fn come_back(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let done = leave::come_back(&state, &on, &id).await.map(|()| ActDone::Returned);
    pressed(&state, &headers, &on, &id, done).await
}
