//! `Send invitation`.

use crate::{
    flows::staff::invite,
    http::{
        console::about::{About, phone_ending, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, Invite};
use axum::{Router, response::Response, routing::get};
use domain::InvitationId;
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

async fn look(about: About) -> Response {
    let looked = invite::look(&about.state, &about.on, &about.id).await;
    about
        .page(looked, |site, before| {
            let invite = Invite {
                target: target(&before.employee),
                phone_ending: phone_ending(&before.employee),
                email: before.employee.email,
                expires: before.expires_at.moment(&about.state.zone),
                after: before.after.map(|after| after.to_string()).unwrap_or_default(),
                again: before.open,
            };
            acts::invite(site, invite)
        })
        .await
}

async fn send(about: About, Filled(form): Filled<Sent>) -> Response {
    let after = after(form.after);
    let sent =
        invite::invite(&about.state, &about.on, &about.id, after.as_ref()).await.map(|()| ActDone::InvitationSent);
    about.pressed(sent).await
}

/// The newest invitation that a page knew of.
pub(super) fn after(text: String) -> Option<InvitationId> {
    Some(text).filter(|text| !text.is_empty()).map(InvitationId::from)
}
