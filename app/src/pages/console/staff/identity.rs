//! Recording a check of somebody's identity.

use crate::{
    components::console::{
        field::{Choice, Marks, radio_field, text_area},
        form::{Button, form},
    },
    pages::console::{ConsolePage, Problem, acts::Target},
    text::Language,
};
use contract::Site;
use leptos::prelude::*;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityForm {
    /// How the identity was checked.
    pub method: String,
    /// What came of it.
    pub outcome: String,
    /// Which documents, or why not.
    pub note: String,
}

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongIdentity {
    /// Nothing says how.
    Method,
    /// Nothing says what came of it.
    Outcome,
    /// The documents are not named.
    Documents,
    /// Nothing says why not.
    Reason,
    /// The note is too long.
    TooLong,
}

/// The form.
#[must_use]
pub fn identity(site: &Site, target: &Target, filled: IdentityForm, wrong: &[WrongIdentity]) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_forms();
    let problems: Vec<Problem> = wrong
        .iter()
        .map(|wrong| match wrong {
            WrongIdentity::Method => ("method", text.method_missing),
            WrongIdentity::Outcome => ("outcome", text.outcome_missing),
            WrongIdentity::Documents => ("note", text.documents_missing),
            WrongIdentity::Reason => ("note", text.reason_missing),
            WrongIdentity::TooLong => ("note", text.note_too_long),
        })
        .map(|(field, message)| Problem { field: Some(field), message: message.to_owned() })
        .collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let choice = |value: &'static str, label: &'static str, hint: &str| Choice { value, label, hint: hint.to_owned() };
    let methods = vec![
        choice("in-person", text.in_person, text.in_person_hint),
        choice("documents", text.documents, text.documents_hint),
        choice("digital-identity", text.digital_identity, ""),
    ];
    let outcomes = vec![
        choice("confirmed", text.confirmed, text.confirmed_hint),
        choice("declined", text.declined, text.declined_hint),
    ];
    let fields = view! {
        {radio_field(marks, "method", text.method, methods, &filled.method)}
        {radio_field(marks, "outcome", text.outcome, outcomes, &filled.outcome)}
        {text_area(marks, "note", text.note, text.note_hint.to_owned(), filled.note)}
    };
    let button = vec![Button::plain(text.record_check)];
    let body = form(site, target.act("identity"), Vec::new(), fields.into_any(), button, target.record());
    target.page(site, text.identity_heading, body).back_to(target.record()).with_problems(problems)
}
