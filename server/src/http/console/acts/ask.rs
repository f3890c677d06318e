//! `Ask a second officer`, whether invitations may go to changed contact details now.

use super::{page, pressed, target};
use crate::{flows::staff::approvals, http::console::On, state::AppState};
use app::pages::console::acts::{self, ActDone};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::EmployeeId;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/ask";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(ask))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = approvals::look_at_asking(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, person| {
        let until = person.contact_hold_until.map(|until| until.moment(&state.zone)).unwrap_or_default();
        acts::ask(site, &target(&person), &until)
    })
    .await
}

async fn ask(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let asked = approvals::ask_about_contact(&state, &on, &id).await.map(|()| ActDone::SecondOfficerAsked);
    pressed(&state, &headers, &on, &id, asked).await
}
