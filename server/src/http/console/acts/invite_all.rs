//! `Send invitations`: to everybody who waits for their first.

use crate::{
    flows::staff::invite,
    http::{
        console::{On, desk},
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Notice, Section,
    acts::{self, ActDone},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};

/// Its path.
pub const PATH: &str = "/hr/staff/invite-all";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(send))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On) -> Response {
    match invite::waiting(&state, &on).await {
        Ok(count) => {
            desk::page(&state, &on, Some(Section::Staff), StatusCode::OK, |site| acts::invite_all(site, count))
        }
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn send(State(state): State<AppState>, headers: HeaderMap, On(on): On) -> Response {
    match invite::invite_all(&state, &on).await {
        Ok(_) => desk::done(&state, &headers, &on, "/hr/staff", Notice::Act(ActDone::InvitationsSent)).await,
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
