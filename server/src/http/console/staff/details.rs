//! `/hr/staff/{id}/details`: name and staff number of somebody who is here.

use super::add::problems;
use crate::{
    flows::{
        people::{self, Numbers, Typed},
        staff::add,
    },
    http::{
        console::about::{About, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::{
    Notice,
    staff::person::{self, TypedPerson},
};
use axum::{Router, response::Response, routing::get};
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

async fn show(about: About) -> Response {
    let looked = add::look_at(&about.state, &about.on, &about.id).await;
    about
        .page(looked, |site, employee| {
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

async fn send(about: About, Filled(form): Filled<DetailsForm>) -> Response {
    let employee = match add::look_at(&about.state, &about.on, &about.id).await {
        Ok(employee) => employee,
        Err(error) => return about.refused(error).await,
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
    let details = match people::parse(read, Numbers::default()) {
        Ok(details) => details,
        Err(wrong) => {
            return about.again(|site| person::details(site, &shown, &typed, problems(wrong)));
        }
    };
    match add::change(&about.state, &about.on, &about.id, details).await {
        Ok(true) => about.done(Notice::Saved).await,
        Ok(false) => about.again(|site| person::details(site, &shown, &typed, vec![person::number_taken(site, false)])),
        Err(error) => about.refused(error).await,
    }
}
