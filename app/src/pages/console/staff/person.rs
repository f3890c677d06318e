//! Adding a person: the form, the page that asks whether the person is here already, the page to check; and changing a name
//! or a staff number.

use crate::{
    components::{
        console::{
            field::{Marks, TextField, text_field},
            form::{Button, form},
        },
        summary::summary_list,
    },
    pages::console::{ConsolePage, Problem, acts::Target},
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// A person as somebody typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedPerson {
    /// The employer's number.
    pub staff_number: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Email address.
    pub email: String,
    /// Phone number.
    pub phone: String,
}

/// Somebody who is here already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimilarPerson {
    /// Address of the record.
    pub href: String,
    /// Given name and family name.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
    /// They have left.
    pub left: bool,
    /// It is the email address that is the same.
    pub same_email: bool,
}

/// Address of the form.
const ADD: &str = "/hr/staff/add";

/// The form.
#[must_use]
pub fn add(site: &Site, typed: TypedPerson, problems: Vec<Problem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_forms();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let fields = view! {
        {names(language, marks, &typed)}
        {text_field(marks, TextField {
            name: "email",
            label: text.email,
            value: typed.email.clone(),
            kind: "email",
            autocomplete: "off",
            ..TextField::default()
        })}
        {text_field(marks, TextField {
            name: "phone",
            label: text.phone,
            hint: text.phone_hint.to_owned(),
            value: typed.phone.clone(),
            kind: "tel",
            autocomplete: "off",
            width: "nhsuk-input--width-20",
            ..TextField::default()
        })}
    };
    let button = vec![Button::plain(text.continue_button)];
    let body = form(site, ADD.to_owned(), Vec::new(), fields.into_any(), button, "/hr/staff".to_owned());
    ConsolePage::new(text.add_heading, body).back_to("/hr/staff").with_problems(problems)
}

fn names(language: Language, marks: Marks<'_>, typed: &TypedPerson) -> AnyView {
    let text = language.staff_forms();
    let field = |name: &'static str, label: &'static str, value: &str| TextField {
        name,
        label,
        value: value.to_owned(),
        kind: "text",
        autocomplete: "off",
        width: "nhsuk-input--width-20",
        ..TextField::default()
    };
    view! {
        {text_field(marks, field("staff_number", text.staff_number, &typed.staff_number))}
        {text_field(marks, field("given_name", text.given_name, &typed.given_name))}
        {text_field(marks, field("family_name", text.family_name, &typed.family_name))}
    }
    .into_any()
}

fn hidden(typed: TypedPerson) -> Vec<(&'static str, String)> {
    vec![
        ("staff_number", typed.staff_number),
        ("given_name", typed.given_name),
        ("family_name", typed.family_name),
        ("email", typed.email),
        ("phone", typed.phone),
    ]
}

/// The page that asks whether the person is here already.
#[must_use]
pub fn similar(site: &Site, typed: TypedPerson, people: Vec<SimilarPerson>) -> ConsolePage {
    let text = Language::of(site).staff_forms();
    let people: Vec<_> = people
        .into_iter()
        .map(|person| {
            let sentence = match (person.same_email, person.left) {
                (true, false) => text.same_email,
                (true, true) => text.same_email_left,
                (false, false) => text.same_phone,
                (false, true) => text.same_phone_left,
            };
            let words = fill(sentence, &[("name", &person.name), ("number", &person.staff_number)]);
            view! { <li><a class="nhsuk-link nhsuk-link--reverse" href=person.href>{words}</a></li> }
        })
        .collect();
    let hidden: Vec<_> = hidden(typed)
        .into_iter()
        .chain([("anyway", "yes".to_owned())])
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let body = view! {
        <div class="nhsuk-panel nhsuk-panel--interruption">
            <div class="nhsuk-panel__body">
                <p>{text.similar_lead}</p>
                <ul class="nhsuk-list nhsuk-list--bullet">{people}</ul>
                <form method="post" action=ADD novalidate>
                    {hidden}
                    <div class="nhsuk-button-group">
                        <button class="nhsuk-button nhsuk-button--reverse" type="submit">{text.add_anyway}</button>
                        <a class="nhsuk-link nhsuk-link--reverse" href="/hr/staff">{text.do_not_add}</a>
                    </div>
                </form>
            </div>
        </div>
    };
    ConsolePage::new(text.similar_heading, body).back_to(ADD)
}

/// The page to check what was typed.
#[must_use]
pub fn check(site: &Site, typed: TypedPerson, anyway: bool) -> ConsolePage {
    let text = Language::of(site).staff_forms();
    let rows = vec![
        (text.staff_number, typed.staff_number.clone()),
        (text.given_name, typed.given_name.clone()),
        (text.family_name, typed.family_name.clone()),
        (text.email, typed.email.clone()),
        (text.phone, typed.phone.clone()),
    ];
    let mut fields = hidden(typed);
    fields.push(("checked", "yes".to_owned()));
    if anyway {
        fields.push(("anyway", "yes".to_owned()));
    }
    let button = vec![Button::plain(text.confirm_and_save)];
    let body = view! {
        {summary_list(rows)}
        <p>{text.check_next}</p>
        {form(site, ADD.to_owned(), fields, ().into_any(), button, "/hr/staff".to_owned())}
    };
    ConsolePage::new(text.check_heading, body).back_to(ADD)
}

/// The form for names and staff number of somebody who is here.
#[must_use]
pub fn details(site: &Site, target: &Target, typed: &TypedPerson, problems: Vec<Problem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_forms();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let fields = names(language, marks, typed);
    let button = vec![Button::plain(text.save)];
    let body = view! {
        <p>{text.details_lead}</p>
        {form(site, target.act("details"), Vec::new(), fields, button, target.record())}
    };
    target.page(site, text.details_heading, body).back_to(target.record()).with_problems(problems)
}

/// The staff number belongs to somebody.
#[must_use]
pub fn number_taken(site: &Site, left: bool) -> Problem {
    let text = Language::of(site).staff_forms();
    let message = if left { text.number_left } else { text.number_taken };
    Problem { field: Some("staff_number"), message: message.to_owned() }
}
