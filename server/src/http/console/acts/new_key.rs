//! `Provide new access key`.

use super::{again, invite::after, page, phone_ending, pressed, refused, target};
use crate::{
    flows::staff::new_key::{self, Before, Provided},
    http::console::On,
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, NewKey, Wish};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{EmployeeId, KeyWish};
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

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = new_key::look(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, before| acts::new_key(site, shown(&state, before), Vec::new()))
        .await
}

async fn provide(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(form): Form<Wanted>,
) -> Response {
    let id = EmployeeId::from(id);
    let Some(wish) = wish(&form.reason) else {
        return match new_key::look(&state, &on, &id).await {
            Ok(before) => {
                again(&state, &on, |site| acts::new_key(site, shown(&state, before), vec![NewKey::no_reason(site)]))
            }
            Err(error) => refused(&state, &headers, &on, Some(&id), error).await,
        };
    };
    let provided = new_key::provide(&state, &on, &id, wish, after(form.after).as_ref()).await;
    let done = provided.map(|provided| match provided {
        Provided::Sent => ActDone::NewKeySent,
        Provided::Asked => ActDone::SecondOfficerAsked,
    });
    pressed(&state, &headers, &on, &id, done).await
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
