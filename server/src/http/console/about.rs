//! A request of an officer about one person: the page of an act, or its button.

use super::{On, desk};
use crate::{
    flows::{
        officers::on_duty::OnDuty,
        staff::person::{self, ActError, NotPossible},
    },
    http::problem,
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Notice, Section,
    acts::{ActDone, Target, Why, not_possible},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use contract::Site;
use domain::{EmployeeId, PhoneNumber};
use store::employees::Employee;

/// Who asks, and about whom.
pub(super) struct About {
    /// The service.
    pub state: AppState,
    /// Headers of the request.
    pub headers: HeaderMap,
    /// The officer.
    pub on: OnDuty,
    /// The person, as the address names them.
    pub id: EmployeeId,
}

impl FromRequestParts<AppState> for About {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let On(on) = On::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let Path(id): Path<String> =
            Path::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self { state: state.clone(), headers: parts.headers.clone(), on, id: EmployeeId::from(id) })
    }
}

impl About {
    /// The page of an act, or why it is not possible.
    pub async fn page<T>(&self, looked: Result<T, ActError>, page: impl FnOnce(&Site, T) -> ConsolePage) -> Response {
        match looked {
            Ok(before) => self.show(StatusCode::OK, |site| page(site, before)),
            Err(error) => self.refused(error).await,
        }
    }

    /// The same form again, with what is wrong.
    pub fn again(&self, page: impl FnOnce(&Site) -> ConsolePage) -> Response {
        self.show(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A page about the person.
    pub fn show(&self, status: StatusCode, page: impl FnOnce(&Site) -> ConsolePage) -> Response {
        desk::page(&self.state, &self.on, Some(Section::Staff), status, page)
    }

    /// After a press: the record of the person says what was done; or why it was not possible.
    pub async fn pressed(&self, done: Result<ActDone, ActError>) -> Response {
        match done {
            Ok(done) => self.done(Notice::Act(done)).await,
            Err(error) => self.refused(error).await,
        }
    }

    /// Leads to the record of the person, which says what was done.
    pub async fn done(&self, notice: Notice) -> Response {
        desk::done(&self.state, &self.headers, &self.on, &format!("/hr/staff/{}", self.id), notice).await
    }

    /// Why an act is not possible.
    pub async fn refused(&self, error: ActError) -> Response {
        refused(&self.state, &self.headers, &self.on, Some(&self.id), error).await
    }
}

/// Why an act is not possible; `id` is the person, if there is one.
pub(super) async fn refused(
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
        Some(id) => person::named(state, id).await,
        None => Ok(None),
    };
    match person {
        Ok(person) => {
            let (status, why, target) = (status(why), worded(state, why), person.as_ref().map(target));
            desk::page(state, on, Some(Section::Staff), status, |site| not_possible(site, &why, target.as_ref()))
        }
        Err(fault) => problem::fault(&state.settings, headers, &fault),
    }
}

const fn status(why: NotPossible) -> StatusCode {
    match why {
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
    }
}

fn worded(state: &AppState, why: NotPossible) -> Why {
    match why {
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
    }
}

/// The person, as pages name them.
pub(super) fn target(employee: &Employee) -> Target {
    Target { id: employee.id.to_string(), name: format!("{} {}", employee.given_name, employee.family_name) }
}

/// All of a phone number that a page shows.
pub(super) fn phone_ending(employee: &Employee) -> String {
    employee.phone.parse().map(|phone: PhoneNumber| phone.ending()).unwrap_or_default()
}
