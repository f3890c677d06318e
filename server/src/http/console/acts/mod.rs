//! What officers do for a person. Each page says what will happen, its button does it, and the person's record says that it
//! is done.

pub mod approvals;
pub mod ask;
pub mod cancel;
pub mod contact;
pub mod invite;
pub mod invite_all;
pub mod leave;
pub mod new_key;
pub mod revoke;
pub mod suspend;

use super::desk;
use crate::{
    flows::{
        Fault,
        officers::on_duty::OnDuty,
        staff::person::{ActError, NotPossible},
    },
    http::problem,
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Notice, Section,
    acts::{ActDone, Target, Why, not_possible},
};
use axum::{
    Router,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::Site;
use domain::{EmployeeId, PhoneNumber};
use store::employees::Employee;

/// Pages and buttons.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = contact::routes(cancel::routes(invite_all::routes(invite::routes(router))));
    let router = leave::routes(suspend::routes(revoke::routes(new_key::routes(router))));
    approvals::routes(ask::routes(router))
}

/// The page of an act, or why it is not possible.
pub(in crate::http::console) async fn page<T>(
    state: &AppState,
    headers: &HeaderMap,
    on: &OnDuty,
    id: &EmployeeId,
    looked: Result<T, ActError>,
    page: impl FnOnce(&Site, T) -> ConsolePage,
) -> Response {
    match looked {
        Ok(before) => desk::page(state, on, Some(Section::Staff), StatusCode::OK, |site| page(site, before)),
        Err(error) => refused(state, headers, on, Some(id), error).await,
    }
}

/// After a press: the record of the person says what was done; or why it was not possible.
async fn pressed(
    state: &AppState,
    headers: &HeaderMap,
    on: &OnDuty,
    id: &EmployeeId,
    done: Result<ActDone, ActError>,
) -> Response {
    match done {
        Ok(done) => desk::done(state, headers, on, &format!("/hr/staff/{id}"), Notice::Act(done)).await,
        Err(error) => refused(state, headers, on, Some(id), error).await,
    }
}

/// The same form again, with what is wrong.
pub(in crate::http::console) fn again(
    state: &AppState,
    on: &OnDuty,
    page: impl FnOnce(&Site) -> ConsolePage,
) -> Response {
    desk::page(state, on, Some(Section::Staff), StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Why an act is not possible.
pub(in crate::http::console) async fn refused(
    state: &AppState,
    headers: &HeaderMap,
    on: &OnDuty,
    id: Option<&EmployeeId>,
    error: ActError,
) -> Response {
    let why = match error {
        ActError::NotPossible(why) => why,
        ActError::Fault(fault) => return problem::fault(&state.settings, headers, &fault),
    };
    let person = match id {
        Some(id) => store::employees::by_id(&state.db, id).await,
        None => Ok(None),
    };
    let person = match person {
        Ok(person) => person.as_ref().map(target),
        Err(error) => return problem::fault(&state.settings, headers, &Fault::from(error)),
    };
    let (status, why) = told(state, why);
    desk::page(state, on, Some(Section::Staff), status, |site| not_possible(site, &why, person.as_ref()))
}

fn told(state: &AppState, why: NotPossible) -> (StatusCode, Why) {
    let status = match why {
        NotPossible::Unknown => StatusCode::NOT_FOUND,
        NotPossible::OwnRecord | NotPossible::SameOfficer => StatusCode::FORBIDDEN,
        NotPossible::Left
        | NotPossible::WorksHere
        | NotPossible::NotConfirmed
        | NotPossible::OnHold(_)
        | NotPossible::NotOnHold
        | NotPossible::HasKey
        | NotPossible::NoKey
        | NotPossible::NeverHadKey
        | NotPossible::NoInvitation => StatusCode::CONFLICT,
    };
    let why = match why {
        NotPossible::Unknown => Why::Unknown,
        NotPossible::OwnRecord => Why::OwnRecord,
        NotPossible::Left => Why::Left,
        NotPossible::WorksHere => Why::WorksHere,
        NotPossible::NotConfirmed => Why::NotConfirmed,
        NotPossible::OnHold(until) => Why::OnHold { until: until.moment(&state.zone) },
        NotPossible::NotOnHold => Why::NotOnHold,
        NotPossible::HasKey => Why::HasKey,
        NotPossible::NoKey => Why::NoKey,
        NotPossible::NeverHadKey => Why::NeverHadKey,
        NotPossible::NoInvitation => Why::NoInvitation,
        NotPossible::SameOfficer => Why::SameOfficer,
    };
    (status, why)
}

pub(in crate::http::console) fn target(employee: &Employee) -> Target {
    Target { id: employee.id.to_string(), name: format!("{} {}", employee.given_name, employee.family_name) }
}

/// All of a phone number that a page shows.
fn phone_ending(employee: &Employee) -> String {
    employee.phone.parse().map(|phone: PhoneNumber| phone.ending()).unwrap_or_default()
}
