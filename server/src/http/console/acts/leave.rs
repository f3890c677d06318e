//! `Has left` and `Works here again`: two pages that differ in their direction.

use crate::{
    flows::staff::leave,
    http::console::about::{About, target},
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, Confirm};
use axum::{Router, response::Response, routing::get};

/// Path of leaving.
pub const PATH: &str = "/hr/staff/{id}/leave";
/// Path of coming back.
pub const RETURN_PATH: &str = "/hr/staff/{id}/return";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(leave)).route(RETURN_PATH, get(look_at_return).post(come_back))
}

async fn look(about: About) -> Response {
    let looked = leave::look(&about.state, &about.on, &about.id, true).await;
    about.page(looked, |site, it| acts::confirm(site, Confirm::Leave, &target(&it))).await
}

async fn leave(about: About) -> Response {
    let done = leave::leave(&about.state, &about.on, &about.id).await.map(|()| ActDone::Left);
    about.pressed(done).await
}

async fn look_at_return(about: About) -> Response {
    let looked = leave::look(&about.state, &about.on, &about.id, false).await;
    about.page(looked, |site, it| acts::confirm(site, Confirm::Return, &target(&it))).await
}

async fn come_back(about: About) -> Response {
    let done = leave::come_back(&about.state, &about.on, &about.id).await.map(|()| ActDone::Returned);
    about.pressed(done).await
}
