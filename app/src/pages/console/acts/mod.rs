//! What HR does for a person: each page says what will happen before its button does it.

mod approvals;
mod confirm;
mod contact;
mod done;
mod invite;
mod new_key;
mod not_possible;
mod stop;

pub use approvals::{Answer, Asked, Question, QuestionLine, approval, approvals, ask};
pub use confirm::{Confirm, confirm};
pub use contact::{ContactCheck, ContactForm, contact, contact_check};
pub use done::ActDone;
pub use invite::{Invite, invite, invite_all};
pub use new_key::{NewKey, Wish, new_key};
pub use not_possible::{Why, not_possible};
pub use stop::{Stop, stop};

use crate::text::{Language, fill};
use contract::Site;
use leptos::prelude::*;

/// Whom a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As addresses name the person.
    pub id: String,
    /// Given name and family name.
    pub name: String,
}

impl Target {
    /// Address of the person's record.
    #[must_use]
    pub fn record(&self) -> String {
        format!("/hr/staff/{}", self.id)
    }

    /// Address of an act on the person.
    pub(in crate::pages::console) fn act(&self, act: &str) -> String {
        format!("/hr/staff/{}/{act}", self.id)
    }

    pub(in crate::pages::console) fn fill(&self, sentence: &str) -> String {
        fill(sentence, &[("name", &self.name)])
    }
}

/// A button of a form.
pub(in crate::pages::console) struct Button {
    words: &'static str,
    class: &'static str,
    /// What the form says when it is sent by this button.
    value: Option<&'static str>,
}

impl Button {
    pub(in crate::pages::console) const fn plain(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button", value: None }
    }

    /// For what cannot be undone.
    pub(in crate::pages::console) const fn warning(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button nhsuk-button--warning", value: None }
    }

    pub(in crate::pages::console) const fn secondary(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button nhsuk-button--secondary", value: None }
    }

    pub(in crate::pages::console) const fn saying(self, value: &'static str) -> Self {
        Self { value: Some(value), ..self }
    }
}

/// A form with its buttons, and the way out.
pub(in crate::pages::console) fn form(
    site: &Site,
    action: String,
    hidden: Vec<(&'static str, String)>,
    fields: AnyView,
    buttons: Vec<Button>,
    out: String,
) -> AnyView {
    let text = Language::of(site).acts();
    let hidden: Vec<_> =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect();
    let buttons: Vec<_> = buttons
        .into_iter()
        .map(|button| {
            let name = button.value.map(|_| "answer");
            view! { <button class=button.class type="submit" name=name value=button.value>{button.words}</button> }
        })
        .collect();
    view! {
        <form method="post" action=action novalidate>
            {hidden}
            {fields}
            <div class="nhsuk-button-group">
                {buttons}
                <a class="nhsuk-link" href=out>{text.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Names with their values.
pub(in crate::pages::console) fn summary(rows: Vec<(&'static str, String)>) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div class="nhsuk-summary-list__row">
                    <dt class="nhsuk-summary-list__key">{name}</dt>
                    <dd class="nhsuk-summary-list__value">{value}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="nhsuk-summary-list">{rows}</dl> }.into_any()
}
