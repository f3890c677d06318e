//! Changing how a person is reached: the form, then a page to check what will happen.

use super::Target;
use crate::{
    components::{
        console::{
            field::{Marks, TextField, text_field},
            form::{Button, form},
        },
        prose::prose,
        summary::summary_list,
    },
    pages::console::{ConsolePage, Problem},
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactForm {
    /// Who.
    pub target: Target,
    /// Email address.
    pub email: String,
    /// Phone number, as it was typed.
    pub phone: String,
}

impl ContactForm {
    /// Nothing was changed.
    #[must_use]
    pub fn same(site: &Site) -> Problem {
        Problem { field: Some("email"), message: Language::of(site).acts().contact_same.to_owned() }
    }
}

/// The form.
#[must_use]
pub fn contact(site: &Site, page: ContactForm, problems: Vec<Problem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.acts();
    let target = page.target;
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let email = TextField {
        name: "email",
        label: text.contact_email,
        value: page.email,
        kind: "email",
        autocomplete: "off",
        ..TextField::default()
    };
    let phone = TextField {
        name: "phone",
        label: text.contact_phone,
        hint: text.contact_phone_hint.to_owned(),
        value: page.phone,
        kind: "tel",
        autocomplete: "off",
        width: "nhsuk-input--width-20",
        ..TextField::default()
    };
    let fields = view! { {text_field(marks, email)} {text_field(marks, phone)} }.into_any();
    let button = vec![Button::plain(text.continue_button)];
    let body = view! {
        {prose(text.contact_body, &[("name", &target.name)])}
        {form(site, target.act("contact"), Vec::new(), fields, button, target.record())}
    };
    target.page(site, text.contact_heading, body).back_to(target.record()).with_problems(problems)
}

/// What will be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactCheck {
    /// Who.
    pub target: Target,
    /// Email address now, and from then on.
    pub email: (String, String),
    /// Phone number now, and from then on.
    pub phone: (String, String),
    /// Until when invitations wait, for people, if they do.
    pub hold: Option<String>,
}

/// The page to check it.
#[must_use]
pub fn contact_check(site: &Site, page: ContactCheck) -> ConsolePage {
    let text = Language::of(site).acts();
    let ContactCheck { target, email, phone, hold } = page;
    let change = |(old, new): &(String, String)| match old == new {
        true => new.clone(),
        false => format!("{old} {} {new}", text.check_changes_to),
    };
    let rows = vec![(text.check_email, change(&email)), (text.check_phone, change(&phone))];
    let hidden = vec![("email", email.1), ("phone", phone.1), ("checked", "yes".to_owned())];
    let wait = hold.map(|until| view! { <p>{fill(text.check_hold, &[("until", &until)])}</p> });
    let button = vec![Button::plain(text.check_button)];
    let body = view! {
        {summary_list(rows)}
        {prose(text.check_body, &[])}
        {wait}
        {form(site, target.act("contact"), hidden, ().into_any(), button, target.record())}
    };
    target.page(site, text.check_heading, body).back_to(target.act("contact"))
}
