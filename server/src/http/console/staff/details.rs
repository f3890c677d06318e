//! `/hr/staff/{id}/details`: name and staff number of somebody who is here.

use super::{add::problems, record_address};
use crate::{
    flows::{
        people::{self, Typed},
        staff::add,
    },
    http::console::{
        On,
        acts::{again, page, refused, target},
        desk,
    },
    state::AppState,
};
use app::pages::console::{
    Notice,
    staff::person::{self, TypedPerson},
};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::EmployeeId;
use serde::Deserialize;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/details";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(send))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailsForm {
    staff_number: String,
    given_name: String,
    family_name: String,
}

async fn show(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = add::look_at(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, employee| {
        let shown = target(&employee);
        let typed = TypedPerson {
            staff_number: employee.staff_number,
            given_name: employee.given_name,
            family_name: employee.family_name,
            ..TypedPerson::default()
        };
        person::details(site, &shown, &typed, Vec::new())
    })
    .await
}

async fn send(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(form): Form<DetailsForm>,
) -> Response {
    let id = EmployeeId::from(id);
    let employee = match add::look_at(&state, &on, &id).await {
        Ok(employee) => employee,
        Err(error) => return refused(&state, &headers, &on, Some(&id), error).await,
    };
    let shown = target(&employee);
    let DetailsForm { staff_number, given_name, family_name } = form;
    let typed = TypedPerson { staff_number, given_name, family_name, ..TypedPerson::default() };
    // How the person is reached stays as it is, and is right.
    let read = Typed {
        staff_number: &typed.staff_number,
        given_name: &typed.given_name,
        family_name: &typed.family_name,
        email: &employee.email,
        phone: &employee.phone,
    };
    let details = match people::parse(read, None) {
        Ok(details) => details,
        Err(wrong) => {
            return again(&state, &on, |site| person::details(site, &shown, &typed, problems(wrong)));
        }
    };
    match add::change(&state, &on, &id, details).await {
        Ok(true) => desk::done(&state, &headers, &on, &record_address(&id), Notice::Saved).await,
        Ok(false) => {
            again(&state, &on, |site| person::details(site, &shown, &typed, vec![person::number_taken(site, false)]))
        }
        Err(error) => refused(&state, &headers, &on, Some(&id), error).await,
    }
}
