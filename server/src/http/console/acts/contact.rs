//! `Change contact details`: the form, then the page to check it, whose button does it.

use crate::{
    flows::staff::contact,
    http::{
        console::about::{About, target},
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    ConsolePage, Problem,
    acts::{self, ActDone, ContactCheck, ContactForm},
};
use axum::{Router, http::StatusCode, response::Response, routing::get};
use domain::{
    EmailAddress, PhoneNumber,
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

async fn look(about: About) -> Response {
    let looked = contact::look(&about.state, &about.on, &about.id).await;
    about
        .page(looked, |site, person| {
            let form = ContactForm { target: target(&person), email: person.email, phone: person.phone };
            acts::contact(site, form, Vec::new())
        })
        .await
}

async fn change(about: About, Filled(form): Filled<Contact>) -> Response {
    let person = match contact::look(&about.state, &about.on, &about.id).await {
        Ok(person) => person,
        Err(error) => return about.refused(error).await,
    };
    let (email, phone) = match parse(&about.state, &person, &form) {
        Ok(parsed) => parsed,
        Err(wrong) => return about.again(|site| wrong_form(site, &person, form, wrong)),
    };
    if form.checked == "yes" {
        let changed =
            contact::change(&about.state, &about.on, &about.id, &email, &phone).await.map(|()| ActDone::ContactChanged);
        return about.pressed(changed).await;
    }
    if person.email == email.as_str() && person.phone == phone.reveal() {
        return about.again(|site| wrong_form(site, &person, form, Vec::new()));
    }
    let hold = match contact::hold_until(&about.state.db, &about.state, &person).await {
        Ok(hold) => hold.map(|until| until.moment(&about.state.zone)),
        Err(fault) => return problem::fault(&about.state.settings, &about.headers, &fault),
    };
    let check = ContactCheck {
        target: target(&person),
        hold,
        email: (person.email, email.as_str().to_owned()),
        phone: (person.phone, phone.reveal().to_owned()),
    };
    about.show(StatusCode::OK, |site| acts::contact_check(site, check))
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
    details::parse(typed, state.settings.numbers()).map(|read| (read.email, read.phone))
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
