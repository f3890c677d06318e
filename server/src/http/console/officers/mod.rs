//! `/hr/officers`: who the officers are.

mod add;
mod officer;

use super::{On, desk};
use crate::{
    flows::officers::manage::{self, Listed, Standing},
    http::problem,
    state::AppState,
};
use app::pages::console::{
    Section,
    officers::{self as pages, OfficerLine},
};
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};

const PATH: &str = "/hr/officers";

/// Their routes.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    officer::routes(add::routes(router.route(PATH, get(show))))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    match manage::list(&state).await {
        Ok(listed) => {
            let lines = listed.into_iter().map(|listed| line(&state, listed)).collect();
            desk::page_at(&state, &on, Some(Section::Officers), PATH, |site| pages::list(site, lines))
        }
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The single sign-on as officers know it, where they log in with nothing else.
fn sign_on_alone(state: &AppState) -> Option<&str> {
    state.settings.officers.sso.as_ref().filter(|sso| !sso.passwords).map(|sso| sso.name.as_str())
}

fn line(state: &AppState, listed: Listed) -> OfficerLine {
    let Listed { officer, standing, last_log_in } = listed;
    OfficerLine {
        id: officer.id.to_string(),
        name: officer.name,
        email: officer.email,
        role: officer.role,
        standing: match standing {
            Standing::Ready => pages::Standing::Ready,
            Standing::LinkWaiting => pages::Standing::LinkWaiting,
            Standing::NotSetUp => pages::Standing::NotSetUp,
            Standing::Off => pages::Standing::Off,
        },
        last_log_in: last_log_in.map(|at| at.clock_time(state.clock.now(), &state.zone)),
    }
}
