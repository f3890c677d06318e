//! `Send invitation`.

use super::{page, phone_ending, pressed, target};
use crate::{flows::staff::invite, http::console::On, state::AppState};
use app::pages::console::acts::{self, ActDone, Invite};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{EmployeeId, InvitationId};
use serde::Deserialize;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/invite";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(send))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    /// The newest invitation when the page was made; empty: there was none.
    after: String,
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = invite::look(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, before| {
        let invite = Invite {
            target: target(&before.employee),
            phone_ending: phone_ending(&before.employee),
            email: before.employee.email,
            expires: before.expires_at.moment(&state.zone),
            after: before.after.map(|after| after.to_string()).unwrap_or_default(),
            again: before.open,
        };
        acts::invite(site, invite)
    })
    .await
}

async fn send(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(form): Form<Sent>,
) -> Response {
    let id = EmployeeId::from(id);
    let after = after(form.after);
    let sent = invite::invite(&state, &on, &id, after.as_ref()).await.map(|()| ActDone::InvitationSent);
    pressed(&state, &headers, &on, &id, sent).await
}

/// The newest invitation that a page knew of.
pub(super) fn after(text: String) -> Option<InvitationId> {
    Some(text).filter(|text| !text.is_empty()).map(InvitationId::from)
}
