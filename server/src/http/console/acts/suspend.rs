//! `Suspend access key` and `Restore access key`.

use super::revoke::{Reason, wrong_reason};
use crate::{
    flows::staff::suspend,
    http::{
        console::about::{About, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, Confirm, Stop};
use axum::{Router, response::Response, routing::get};
use domain::KeyState;

/// Path of suspending.
pub const PATH: &str = "/hr/staff/{id}/suspend";
/// Path of restoring.
pub const RESTORE_PATH: &str = "/hr/staff/{id}/restore";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(suspend)).route(RESTORE_PATH, get(look_at_restoring).post(restore))
}

async fn look(about: About) -> Response {
    let looked = suspend::look(&about.state, &about.on, &about.id, KeyState::Live).await;
    about.page(looked, |site, it| acts::stop(site, Stop::Suspend, &target(&it), String::new(), Vec::new())).await
}

async fn suspend(about: About, Filled(form): Filled<Reason>) -> Response {
    match form.parse() {
        Ok(reason) => {
            let done = suspend::suspend(&about.state, &about.on, &about.id, &reason).await.map(|()| ActDone::Suspended);
            about.pressed(done).await
        }
        Err(wrong) => match suspend::look(&about.state, &about.on, &about.id, KeyState::Live).await {
            Ok(person) => about.again(|site| wrong_reason(site, Stop::Suspend, &target(&person), form, &wrong)),
            Err(error) => about.refused(error).await,
        },
    }
}

async fn look_at_restoring(about: About) -> Response {
    let looked = suspend::look(&about.state, &about.on, &about.id, KeyState::Suspended).await;
    about.page(looked, |site, it| acts::confirm(site, Confirm::Restore, &target(&it))).await
}

async fn restore(about: About) -> Response {
    let done = suspend::restore(&about.state, &about.on, &about.id).await.map(|()| ActDone::Restored);
    about.pressed(done).await
}
