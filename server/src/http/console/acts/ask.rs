//! `Ask a second officer`, whether invitations may go to changed contact details now.

use crate::{
    flows::staff::approvals,
    http::console::about::{About, target},
    state::AppState,
};
use app::pages::console::acts::{self, ActDone};
use axum::{Router, response::Response, routing::get};

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/ask";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(ask))
}

async fn look(about: About) -> Response {
    let looked = approvals::look_at_asking(&about.state, &about.on, &about.id).await;
    about
        .page(looked, |site, person| {
            let until = person.contact_hold_until.map(|until| until.moment(&about.state.zone)).unwrap_or_default();
            acts::ask(site, &target(&person), &until)
        })
        .await
}

async fn ask(about: About) -> Response {
    let asked =
        approvals::ask_about_contact(&about.state, &about.on, &about.id).await.map(|()| ActDone::SecondOfficerAsked);
    about.pressed(asked).await
}
