//! A form of the console whose fields are filled in already, or stand in `fields`: its buttons, and the way out.

use crate::text::Language;
use contract::Site;
use leptos::prelude::*;

/// A button of a form.
pub(crate) struct Button {
    words: &'static str,
    class: &'static str,
    /// What the form says when it is sent by this button.
    value: Option<&'static str>,
}

impl Button {
    pub(crate) const fn plain(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button", value: None }
    }

    /// For what cannot be undone.
    pub(crate) const fn warning(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button nhsuk-button--warning", value: None }
    }

    pub(crate) const fn secondary(words: &'static str) -> Self {
        Self { words, class: "nhsuk-button nhsuk-button--secondary", value: None }
    }

    pub(crate) const fn saying(self, value: &'static str) -> Self {
        Self { value: Some(value), ..self }
    }
}

/// A form with its buttons, and the way out.
pub(crate) fn form(
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
