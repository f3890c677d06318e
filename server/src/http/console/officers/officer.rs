//! `/hr/officers/{id}`: one officer's role, link and access.

use super::{line, sign_on_alone};
use crate::{
    flows::{
        Fault,
        audit::Actor,
        officers::{
            manage::{self, NotManaged},
            on_duty::OnDuty,
        },
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
    officers::{self as pages, NotDone},
};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::{OfficerId, Role};
use serde::Deserialize;

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/officers/{id}", get(show).post(press))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pressed {
    act: Act,
    /// With [`Act::Role`].
    #[serde(default)]
    role: String,
}

/// What is done.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Act {
    Role,
    Link,
    Off,
    On,
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let shown = page(&state, &on, &headers, &id, None).await;
    shown.unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

async fn press(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Path(id): Path<String>,
    Filled(pressed): Filled<Pressed>,
) -> Response {
    let (by, officer) = (Actor::Officer(&on.officer.id), OfficerId::from(id.clone()));
    let (done, notice) = match (pressed.act, Role::named(&pressed.role)) {
        (Act::Role, None) => (Ok(false), Notice::RoleChanged),
        (Act::Role, Some(role)) => {
            (manage::set_role(&state, by, &officer, role).await.map(|()| true), Notice::RoleChanged)
        }
        (Act::Link, _) => match manage::link(&state, by, &officer).await {
            Ok(made) => (Ok(true), made.link.map_or(Notice::OfficerForgotten, |_| Notice::OfficerLinkSent)),
            Err(why) => (Err(why), Notice::OfficerLinkSent),
        },
        (Act::Off, _) => (manage::set_active(&state, by, &officer, false).await.map(|()| true), Notice::OfficerOff),
        (Act::On, _) => (manage::set_active(&state, by, &officer, true).await.map(|()| true), Notice::OfficerOn),
    };
    let why = match done {
        Ok(true) => return desk::done(&state, &headers, &on, &format!("/hr/officers/{id}"), notice).await,
        Ok(false) => NotDone::RoleMissing,
        Err(NotManaged::LastAdministrator) => NotDone::LastAdministrator,
        Err(NotManaged::Off) => NotDone::Off,
        // Their own page offers nothing, so that is what they see again.
        Err(NotManaged::OwnRecord | NotManaged::Unknown | NotManaged::Taken) => NotDone::Gone,
        // The gate says so at the next page.
        Err(NotManaged::NotAllowed) => return see_other(super::PATH),
        Err(NotManaged::Fault(fault)) => return problem::fault(&state.settings, &headers, &fault),
    };
    let shown = page(&state, &on, &headers, &id, Some(why)).await;
    shown.unwrap_or_else(|fault| problem::fault(&state.settings, &headers, &fault))
}

async fn page(
    state: &AppState,
    on: &OnDuty,
    headers: &HeaderMap,
    id: &str,
    why: Option<NotDone>,
) -> Result<Response, Fault> {
    let listed = manage::list(state).await?.into_iter().find(|listed| listed.officer.id.as_str() == id);
    let Some(listed) = listed else {
        return Ok(problem::Problem::NotFound.response(&state.settings, headers));
    };
    let own = listed.officer.id == on.officer.id;
    let (line, provider) = (line(state, listed), sign_on_alone(state));
    let (here, address) = (Some(Section::Officers), format!("/hr/officers/{id}"));
    Ok(match why {
        None => desk::page_at(state, on, here, &address, |site| pages::officer(site, &line, own, provider, None)),
        Some(_) => desk::page(state, on, here, StatusCode::UNPROCESSABLE_ENTITY, |site| {
            pages::officer(site, &line, own, provider, why)
        }),
    })
}
