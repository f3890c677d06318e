//! `/hr/officers/add`: another officer.

use super::{PATH as LIST, sign_on_alone};
use crate::{
    flows::{
        audit::Actor,
        officers::manage::{self, Details, NotManaged},
    },
    http::{
        console::{On, desk},
        employee::see_other,
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Notice, Section,
    officers::{self as pages, AddForm},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::{EmailAddress, PersonName, Role};
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/officers/add", get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
    email: String,
    /// Not there if none was chosen.
    #[serde(default)]
    role: String,
}

async fn show(State(state): State<AppState>, On(on): On) -> Response {
    desk::page(&state, &on, Some(Section::Officers), StatusCode::OK, |site| {
        pages::add(site, &AddForm::default(), sign_on_alone(&state))
    })
}

async fn press(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(typed): Filled<Typed>,
) -> Response {
    let (name, email) = (typed.name.parse::<PersonName>(), typed.email.parse::<EmailAddress>());
    let role = Role::named(&typed.role);
    let mut form = AddForm {
        name_wrong: name.is_err(),
        email_wrong: email.is_err(),
        role_missing: role.is_none(),
        taken: false,
        name: typed.name,
        email: typed.email,
        role: typed.role,
    };
    if let (Ok(name), Ok(email), Some(role)) = (name, email, role) {
        let by = Actor::Officer(&on.officer.id);
        match manage::add(&state, by, Details { email, name, role }).await {
            Ok(made) => {
                let added = made.link.map_or(Notice::OfficerAddedToSignOn, |_| Notice::OfficerAdded);
                return desk::done(&state, &headers, &on, LIST, added).await;
            }
            Err(NotManaged::Taken) => form.taken = true,
            Err(NotManaged::Fault(fault)) => return problem::fault(&state.settings, &headers, &fault),
            // Whoever asks may not any more: the gate says so at the next page.
            Err(_) => return see_other(LIST),
        }
    }
    desk::page(&state, &on, Some(Section::Officers), StatusCode::UNPROCESSABLE_ENTITY, |site| {
        pages::add(site, &form, sign_on_alone(&state))
    })
}
