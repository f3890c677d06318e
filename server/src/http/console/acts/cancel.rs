//! `Cancel invitation`.

use super::{page, pressed, target};
use crate::{flows::staff::invite, http::console::On, state::AppState};
use app::pages::console::acts::{self, ActDone, Confirm};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::EmployeeId;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/cancel";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(cancel))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = invite::look_at_cancelling(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, it| acts::confirm(site, Confirm::Cancel, &target(&it))).await
}

async fn cancel(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let done = invite::cancel(&state, &on, &id).await.map(|()| ActDone::InvitationCancelled);
    pressed(&state, &headers, &on, &id, done).await
}
