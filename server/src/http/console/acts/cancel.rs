//! `Cancel invitation`.

use crate::{
    flows::staff::invite,
    http::console::about::{About, target},
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, Confirm};
use axum::{Router, response::Response, routing::get};

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/cancel";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(cancel))
}

async fn look(about: About) -> Response {
    let looked = invite::look_at_cancelling(&about.state, &about.on, &about.id).await;
    about.page(looked, |site, it| acts::confirm(site, Confirm::Cancel, &target(&it))).await
}

async fn cancel(about: About) -> Response {
    let done = invite::cancel(&about.state, &about.on, &about.id).await.map(|()| ActDone::InvitationCancelled);
    about.pressed(done).await
}
