//! `GET /hr/waiting`: what waits for somebody. `page` is that of the messages that did not arrive.

use super::{On, desk, said::said, staff};
use crate::{
    flows::staff::waiting::{Waiting, waiting},
    http::problem,
    state::AppState,
};
use app::pages::console::{
    Pages, Section,
    waiting::{LostMessage, WaitingPerson, WaitingView, waiting as waiting_page},
};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{Permission, Timestamp};
use store::employees::Employee;

/// Its path.
pub const PATH: &str = "/hr/waiting";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let page = said(query.as_deref().unwrap_or_default(), "page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let found = match waiting(&state, page).await {
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
        officer: it.what.officer,
        kind: it.what.kind,
        why: it.what.why,
        at: moment(it.at),
    });
    WaitingView {
        questions: found.questions,
        may_answer,
        wishes: wishes.collect(),
        locked: found.locked.into_iter().filter_map(|it| it.employee.map(person)).collect(),
        locked_more: found.locked_more,
        ending: ending.collect(),
        ending_more: found.ending_more,
        expired: found.expired,
        keys_expired: found.keys_expired,
        lost: lost.collect(),
        lost_total: found.lost_total,
        lost_pages: Pages { page: found.lost_page, last: found.lost_last, address: format!("{PATH}?page=") },
        held_up: found.held_up.into_iter().map(|(way, backlog)| (way, backlog.count, moment(backlog.since))).collect(),
    }
}

fn person(employee: Employee) -> WaitingPerson {
    WaitingPerson {
        href: staff::record_address(&employee.id),
        name: format!("{} {}", employee.given_name, employee.family_name),
        staff_number: employee.staff_number,
    }
}
