//! `GET /hr/staff/{id}`: a person's record.

use super::record_address;
use crate::{
    flows::staff::{
        record::{Record, record},
        steps::{Hitch, Way},
    },
    http::{
        console::{On, desk},
        problem::{self, Problem},
    },
    state::AppState,
};
use app::pages::console::{
    Section,
    staff::{
        record::{Check, Event, Key, Phone, RecordView, record as record_page},
        way::{HitchView, WayView},
    },
};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{EmployeeId, KeyState, Permission, PhoneNumber, Timestamp};
use store::keys::AccessKey;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let found = match record(&state, &on, &id).await {
        Ok(Some(found)) => found,
        Ok(None) => return Problem::NotFound.response(&state.settings, &headers),
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let see_audit = on.officer.role.may(Permission::SeeAudit);
    let view = view(&state, found, see_audit);
    desk::page_at(&state, &on, Some(Section::Staff), &record_address(&id), |site| record_page(site, view))
}

fn view(state: &AppState, found: Record, see_audit: bool) -> RecordView {
    let Record { employee, .. } = found;
    let moment = |at: Timestamp| at.moment(&state.zone);
    let now = state.clock.now();
    let phone = if found.whole_contact {
        Phone::Whole(employee.phone.clone())
    } else {
        Phone::Ending(employee.phone.parse().map(|phone: PhoneNumber| phone.ending()).unwrap_or_default())
    };
    let checks = found.checks.into_iter().map(|check| Check {
        outcome: check.outcome,
        method: check.method,
        note: check.note,
        by: check.officer_id.and_then(|id| found.officers.get(&id).cloned()),
        at: moment(check.at),
    });
    let history = found.history.into_iter().map(|line| Event {
        at: moment(line.at),
        actor: line.actor,
        officer: line.officer_id.and_then(|id| found.officers.get(&id).cloned()),
        action: line.action,
    });
    RecordView {
        address: record_address(&employee.id),
        name: format!("{} {}", employee.given_name, employee.family_name),
        audit: see_audit.then(|| {
            let query = serde_urlencoded::to_string([("person", &employee.staff_number)]).unwrap_or_default();
            format!("/hr/audit?{query}")
        }),
        given_name: employee.given_name,
        staff_number: employee.staff_number,
        email: employee.email,
        phone,
        status: found.status,
        left: !employee.active,
        own: found.own,
        added: moment(employee.created_at),
        checks: checks.collect(),
        check_due: employee.active && employee.identity_confirmed_at.is_none(),
        hold: employee.contact_hold_until.filter(|until| *until > now).map(moment),
        invited: employee.invited_at.map(moment),
        invited_until: employee.invited_until.map(|until| (moment(until), until <= now)),
        key: found.keys.into_iter().next().map(|newest| key(newest, now, moment)),
        sessions: found.sessions,
        wish: found.wish.map(|wish| (wish.reason, moment(wish.created_at))),
        way: found.way.map(|gone| way(gone, moment)),
        history: history.collect(),
        acts: found.acts,
    }
}

fn key(key: AccessKey, now: Timestamp, moment: impl Fn(Timestamp) -> String) -> Key {
    let suspended = (key.state == KeyState::Suspended).then_some(key.suspended_at).flatten();
    Key {
        added: moment(key.issued_at),
        ends: moment(key.expires_at),
        over: key.expires_at <= now,
        suspended: suspended.map(|at| (moment(at), key.suspend_reason.unwrap_or_default())),
        revoked: key.revoked_at.map(|at| (moment(at), key.revoke_reason)),
        used: key.last_used_at.map(moment),
    }
}

fn way(way: Way, moment: impl Fn(Timestamp) -> String) -> WayView {
    let hitch = |hitch: Hitch| match hitch {
        Hitch::Waits => HitchView::Waits,
        Hitch::Expired => HitchView::Expired,
        Hitch::Ended => HitchView::Ended,
        Hitch::Locked => HitchView::Locked,
        Hitch::LockedUntil(until) => HitchView::LockedUntil(moment(until)),
        Hitch::BeingSent => HitchView::BeingSent,
        Hitch::NotSent(reason) => HitchView::NotSent(reason),
        Hitch::WrongCodes(count) => HitchView::WrongCodes(count),
        Hitch::WalletFailed => HitchView::WalletFailed,
    };
    WayView {
        stuck: way.stuck.map(|(step, why)| (step, hitch(why))),
        taken: way.taken.into_iter().map(|(step, at)| (step, at.map(&moment))).collect(),
    }
}
