//! Documents of the console as answers.

use crate::{
    flows::{
        Fault,
        officers::on_duty::{self, OnDuty},
    },
    http::{document, employee::see_other, problem},
    state::AppState,
};
use app::pages::console::{ConsolePage, Desk, Notice, Section};
use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::Site;
use domain::Permission;
use serde::{Deserialize, Serialize};

/// How long what a press came to is said: long enough to read it, not so long that it is said again an hour later.
const SAID_FOR: domain::Duration = domain::Duration::seconds(60);

/// A notice as the session keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    at: String,
    since: i64,
    notice: Notice,
}

/// A page of an officer, in a section if it belongs to one.
pub fn page(
    state: &AppState,
    on: &OnDuty,
    here: Option<Section>,
    status: StatusCode,
    page: impl FnOnce(&Site) -> ConsolePage,
) -> Response {
    show(state, on, here, None, status, page)
}

/// The page at an address: says what the last press came to, if that led here.
pub fn page_at(
    state: &AppState,
    on: &OnDuty,
    here: Option<Section>,
    address: &str,
    page: impl FnOnce(&Site) -> ConsolePage,
) -> Response {
    let kept = on.session.notice.as_deref().and_then(|kept| serde_json::from_str::<Kept>(kept).ok());
    let now = state.clock.now();
    let notice = kept
        .filter(|kept| kept.at == address && now < domain::Timestamp::from_millis(kept.since) + SAID_FOR)
        .map(|kept| kept.notice);
    show(state, on, here, notice, StatusCode::OK, page)
}

/// A page for somebody who is not logged in.
pub fn open_page(state: &AppState, status: StatusCode, page: impl FnOnce(&Site) -> ConsolePage) -> Response {
    let site = state.settings.site();
    document::console(state, status, &site, None, page, None)
}

/// The press is done: leads to the page at `address`, which says so.
pub async fn done(state: &AppState, headers: &HeaderMap, on: &OnDuty, address: &str, notice: Notice) -> Response {
    let kept = Kept { at: address.to_owned(), since: state.clock.now().as_millis(), notice };
    let kept = serde_json::to_string(&kept).map_err(|_| Fault::Missing("notice"));
    let noted = match kept {
        Ok(kept) => {
            store::officer_sessions::set_notice(&state.db, &on.session.id, Some(kept)).await.map_err(Fault::from)
        }
        Err(fault) => Err(fault),
    };
    match noted {
        Ok(()) => see_other(address),
        Err(fault) => problem::fault(&state.settings, headers, &fault),
    }
}

fn show(
    state: &AppState,
    on: &OnDuty,
    here: Option<Section>,
    notice: Option<Notice>,
    status: StatusCode,
    page: impl FnOnce(&Site) -> ConsolePage,
) -> Response {
    let site = state.settings.site();
    let ends = on_duty::ends_at(&on.session, &state.settings.policy);
    let ends_in = state.clock.now().until(ends).as_millis();
    let role = on.officer.role;
    let sections = [
        (Section::Staff, Permission::SeePeople),
        (Section::Waiting, Permission::SeePeople),
        (Section::Audit, Permission::SeeAudit),
        (Section::Officers, Permission::ManageOfficers),
    ];
    let desk = Desk {
        name: on.officer.name.clone(),
        sections: sections.into_iter().filter(|(_, need)| role.may(*need)).map(|(section, _)| section).collect(),
        here,
        ends_in: u32::try_from(ends_in).unwrap_or_default(),
        ends_at: ends.clock_time(state.clock.now(), &state.zone),
    };
    document::console(state, status, &site, Some(&desk), page, notice)
}
