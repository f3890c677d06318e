//! `Change contact details`: the form, then the page to check it, whose button does it.

use super::{again, page, pressed, refused, target};
use crate::{
    flows::{officers::on_duty::OnDuty, staff::contact},
    http::console::{On, desk},
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Problem, Section,
    acts::{self, ActDone, ContactCheck, ContactForm},
};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::{
    EmailAddress, EmployeeId, PhoneNumber,
    details::{self, Field, Typed, WrongDetail},
};
use serde::Deserialize;
use store::employees::Employee;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/contact";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(change))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    email: String,
    phone: String,
    /// `yes`: sent by the page to check.
    #[serde(default)]
    checked: String,
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = contact::look(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, person| {
        let form = ContactForm { target: target(&person), email: person.email, phone: person.phone };
        acts::contact(site, form, Vec::new())
    })
    .await
}

async fn change(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(form): Form<Contact>,
) -> Response {
    let id = EmployeeId::from(id);
    let person = match contact::look(&state, &on, &id).await {
        Ok(person) => person,
        Err(error) => return refused(&state, &headers, &on, Some(&id), error).await,
    };
    let (email, phone) = match parse(&state, &person, &form) {
        Ok(parsed) => parsed,
        Err(wrong) => return again(&state, &on, |site| wrong_form(site, &person, form, wrong)),
    };
    if form.checked == "yes" {
        let changed = contact::change(&state, &on, &id, &email, &phone).await.map(|()| ActDone::ContactChanged);
        return pressed(&state, &headers, &on, &id, changed).await;
    }
    if person.email == email.as_str() && person.phone == phone.reveal() {
        return again(&state, &on, |site| wrong_form(site, &person, form, Vec::new()));
    }
    check(&state, &on, person, &email, &phone)
}

fn check(state: &AppState, on: &OnDuty, person: Employee, email: &EmailAddress, phone: &PhoneNumber) -> Response {
    let check = ContactCheck {
        target: target(&person),
        hold: contact::hold_until(state, &person).map(|until| until.moment(&state.zone)),
        email: (person.email, email.as_str().to_owned()),
        phone: (person.phone, phone.reveal().to_owned()),
    };
    desk::page(state, on, Some(Section::Staff), StatusCode::OK, |site| acts::contact_check(site, check))
}

type Wrong = Vec<(Field, WrongDetail)>;

/// Email address and phone number; the other details are those that are there.
fn parse(state: &AppState, person: &Employee, form: &Contact) -> Result<(EmailAddress, PhoneNumber), Wrong> {
    let typed = Typed {
        staff_number: &person.staff_number,
        given_name: &person.given_name,
        family_name: &person.family_name,
        email: &form.email,
        phone: &form.phone,
    };
    details::parse(typed, state.settings.organisation.country_code.as_deref()).map(|read| (read.email, read.phone))
}

/// The form again; nothing wrong with either means that nothing was changed.
fn wrong_form(site: &contract::Site, person: &Employee, form: Contact, wrong: Wrong) -> ConsolePage {
    let mut problems: Vec<Problem> = wrong
        .into_iter()
        .map(|(field, wrong)| Problem { field: Some(field.name()), message: wrong.to_string() })
        .collect();
    if problems.is_empty() {
        problems.push(ContactForm::same(site));
    }
    let shown = ContactForm { target: target(person), email: form.email, phone: form.phone };
    acts::contact(site, shown, problems)
}
