//! `Provide new access key`.

use super::invite::after;
use crate::{
    flows::staff::new_key::{self, Before, Provided},
    http::{
        console::about::{About, phone_ending, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, NewKey, Wish};
use axum::{Router, response::Response, routing::get};
use domain::KeyWish;
use serde::Deserialize;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/new-key";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(provide))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Why; missing or empty: nothing was selected.
    #[serde(default)]
    reason: String,
    /// The newest invitation when the page was made; empty: there was none.
    after: String,
}

async fn look(about: About) -> Response {
    let looked = new_key::look(&about.state, &about.on, &about.id).await;
    about.page(looked, |site, before| acts::new_key(site, shown(&about.state, before), Vec::new())).await
}

async fn provide(about: About, Filled(form): Filled<Wanted>) -> Response {
    let Some(wish) = wish(&form.reason) else {
        return match new_key::look(&about.state, &about.on, &about.id).await {
            Ok(before) => {
                about.again(|site| acts::new_key(site, shown(&about.state, before), vec![NewKey::no_reason(site)]))
            }
            Err(error) => about.refused(error).await,
        };
    };
    let provided = new_key::provide(&about.state, &about.on, &about.id, wish, after(form.after).as_ref()).await;
    let done = provided.map(|provided| match provided {
        Provided::Sent => ActDone::NewKeySent,
        Provided::Asked => ActDone::SecondOfficerAsked,
    });
    about.pressed(done).await
}

fn shown(state: &AppState, before: Before) -> NewKey {
    NewKey {
        target: target(&before.employee),
        phone_ending: phone_ending(&before.employee),
        email: before.employee.email,
        expires: before.expires_at.moment(&state.zone),
        after: before.after.map(|after| after.to_string()).unwrap_or_default(),
        open: before.open,
        has_key: before.has_key,
        suspended: before.suspended,
        needs_second: before.needs_second,
        wish: before.wish.map(worded),
    }
}

const WISHES: [KeyWish; 4] = [KeyWish::NewPhone, KeyWish::Deleted, KeyWish::NotWorking, KeyWish::LostPhone];

fn wish(name: &str) -> Option<KeyWish> {
    WISHES.into_iter().find(|wish| worded(*wish).name() == name)
}

/// A reason as pages know it.
pub(super) const fn worded(wish: KeyWish) -> Wish {
    match wish {
        KeyWish::NewPhone => Wish::NewPhone,
        KeyWish::Deleted => Wish::Deleted,
        KeyWish::NotWorking => Wish::NotWorking,
        KeyWish::LostPhone => Wish::LostPhone,
    }
}
