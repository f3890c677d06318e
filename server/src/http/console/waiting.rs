//! `GET /hr/waiting`: what waits for somebody.

use super::{On, desk, staff};
use crate::{
    flows::staff::waiting::{Waiting, waiting},
    http::problem,
    state::AppState,
};
use app::pages::console::{
    Section,
    waiting::{LostMessage, WaitingPerson, WaitingView, waiting as waiting_page},
};
use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};
use domain::{Permission, Timestamp};
use store::employees::Employee;

/// Its path.
pub const PATH: &str = "/hr/waiting";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    let found = match waiting(&state).await {
        Ok(found) => found,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let view = view(&state, found, on.officer.role.may(Permission::Approve));
    desk::page_at(&state, &on, Some(Section::Waiting), PATH, |site| waiting_page(site, view))
}

fn view(state: &AppState, found: Waiting, may_answer: bool) -> WaitingView {
    let moment = |at: Timestamp| at.moment(&state.zone);
    let wishes = found.wishes.into_iter().filter_map(|it| Some((person(it.employee?), it.what, moment(it.at))));
    let ending = found.ending.into_iter().filter_map(|it| Some((person(it.employee?), moment(it.at))));
    let lost = found.lost.into_iter().map(|it| LostMessage {
        to: it.employee.map(person),
        kind: it.what.kind,
        why: it.what.why,
        at: moment(it.at),
    });
    WaitingView {
        questions: found.questions,
        may_answer,
        wishes: wishes.collect(),
        locked: found.locked.into_iter().filter_map(|it| it.employee.map(person)).collect(),
        ending: ending.collect(),
        expired: found.expired,
        lost: lost.collect(),
        lost_total: found.lost_total,
    }
}

fn person(employee: Employee) -> WaitingPerson {
    WaitingPerson {
        href: staff::record_address(&employee.id),
        name: format!("{} {}", employee.given_name, employee.family_name),
        staff_number: employee.staff_number,
    }
}
