//! `/hr/staff/add`: the form, the page that asks whether the person is here already, the page to check; the last button saves.

use super::record_address;
use crate::{
    flows::{
        officers::on_duty::OnDuty,
        people::{self, Field, NotAdded, Typed, WrongDetail},
        staff::add::{self, InTheWay},
    },
    http::{
        console::{On, desk},
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Notice, Problem, Section,
    staff::person::{self, SimilarPerson, TypedPerson},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use contract::Site;
use serde::Deserialize;
use store::employees::{Details, Employee};

/// Its path.
pub const PATH: &str = "/hr/staff/add";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(send))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddForm {
    staff_number: String,
    given_name: String,
    family_name: String,
    email: String,
    phone: String,
    /// `yes`: sent by the page to check.
    #[serde(default)]
    checked: String,
    /// `yes`: this is somebody else than those who share contact details.
    #[serde(default)]
    anyway: String,
}

async fn show(State(state): State<AppState>, On(on): On) -> Response {
    shown(&state, &on, StatusCode::OK, |site| person::add(site, TypedPerson::default(), Vec::new()))
}

async fn send(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Filled(form): Filled<AddForm>,
) -> Response {
    let details = match parse(&state, &form) {
        Ok(details) => details,
        Err(wrong) => {
            let problems = problems(wrong);
            return wrong_form(&state, &on, form, |_| problems);
        }
    };
    let way = match add::look(&state, &details).await {
        Ok(way) => way,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    match way {
        Some(InTheWay::Taken(taken)) => {
            wrong_form(&state, &on, form, |site| vec![person::number_taken(site, !taken.active)])
        }
        Some(InTheWay::Similar(people)) if form.anyway != "yes" => {
            let people = people.into_iter().map(|other| similar(other, &details)).collect();
            shown(&state, &on, StatusCode::OK, |site| person::similar(site, typed(form), people))
        }
        _ if form.checked != "yes" => {
            let anyway = form.anyway == "yes";
            // As it will be stored: the check shows how the number was understood.
            let read = TypedPerson { email: details.email, phone: details.phone, ..typed(form) };
            shown(&state, &on, StatusCode::OK, |site| person::check(site, read, anyway))
        }
        _ => save(&state, &on, &headers, form, details).await,
    }
}

async fn save(state: &AppState, on: &OnDuty, headers: &HeaderMap, form: AddForm, details: Details) -> Response {
    match add::add(state, on, details).await {
        Ok(id) => desk::done(state, headers, on, &record_address(&id), Notice::Saved).await,
        // Somebody else was quicker.
        Err(NotAdded::Taken) => wrong_form(state, on, form, |site| vec![person::number_taken(site, false)]),
        Err(NotAdded::TakenByLeaver) => wrong_form(state, on, form, |site| vec![person::number_taken(site, true)]),
        Err(NotAdded::Fault(fault)) => problem::fault(&state.settings, headers, &fault),
    }
}

fn parse(state: &AppState, form: &AddForm) -> Result<Details, Vec<(Field, WrongDetail)>> {
    let typed = Typed {
        staff_number: &form.staff_number,
        given_name: &form.given_name,
        family_name: &form.family_name,
        email: &form.email,
        phone: &form.phone,
    };
    people::parse(typed, state.settings.numbers())
}

/// What is wrong, field by field.
pub(super) fn problems(wrong: Vec<(Field, WrongDetail)>) -> Vec<Problem> {
    wrong.into_iter().map(|(field, wrong)| Problem { field: Some(field.name()), message: wrong.to_string() }).collect()
}

fn wrong_form(state: &AppState, on: &OnDuty, form: AddForm, problems: impl FnOnce(&Site) -> Vec<Problem>) -> Response {
    shown(state, on, StatusCode::UNPROCESSABLE_ENTITY, |site| person::add(site, typed(form), problems(site)))
}

fn shown(state: &AppState, on: &OnDuty, status: StatusCode, page: impl FnOnce(&Site) -> ConsolePage) -> Response {
    desk::page(state, on, Some(Section::Staff), status, page)
}

fn typed(form: AddForm) -> TypedPerson {
    let AddForm { staff_number, given_name, family_name, email, phone, .. } = form;
    TypedPerson { staff_number, given_name, family_name, email, phone }
}

fn similar(other: Employee, details: &Details) -> SimilarPerson {
    SimilarPerson {
        href: record_address(&other.id),
        name: format!("{} {}", other.given_name, other.family_name),
        staff_number: other.staff_number,
        left: !other.active,
        same_email: other.email.to_lowercase() == details.email.to_lowercase(),
    }
}
