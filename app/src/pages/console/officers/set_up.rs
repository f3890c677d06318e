//! What a one-time link leads to: password, authenticator app and its first code on one page.

use super::{
    log_in::code_field,
    new_app::{NewApp, new_app},
};
use crate::{
    components::{
        console::field::{Marks, TextField, text_field},
        prose::prose,
        rich::rich,
    },
    pages::console::{ConsolePage, Problem},
    text::{Language, keys::Officers},
};
use contract::Site;
use domain::CodeFormat;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUpForm {
    /// Whose log in it is.
    pub name: String,
    /// What the officer logs in with.
    pub email: String,
    /// The new app.
    pub app: NewApp,
    /// What was wrong with the password.
    pub password: Option<PasswordProblem>,
    /// What was wrong with the code of the app.
    pub code: Option<Option<CodeFormat>>,
}

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Too short.
    Short,
    /// Too long.
    Long,
    /// Guessed too easily.
    Common,
    /// Made of names that stand on the page.
    Names,
}

impl PasswordProblem {
    pub(super) const fn message(self, text: &Officers) -> &'static str {
        match self {
            Self::Short => text.short,
            Self::Long => text.long,
            Self::Common => text.common,
            Self::Names => text.names,
        }
    }
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It was used.
    Used,
    /// Its time is up, or another took its place.
    Over,
    /// There is no such link.
    Unknown,
    /// The browser keeps no cookies.
    NoCookie,
}

/// The page.
#[must_use]
pub fn set_up(site: &Site, form: &SetUpForm) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let problems: Vec<_> = form
        .password
        .map(|wrong| Problem { field: Some("password"), message: wrong.message(text).to_owned() })
        .into_iter()
        .chain(form.code.map(|wrong| app_code_problem(text, wrong)))
        .collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let body = view! {
        <p>{rich(text.set_up_name, &[("name", &form.name), ("email", &form.email)])}</p>
        <p>{text.set_up_lead}</p>
        <form method="post" action="/hr/set-up" novalidate>
            // For password managers: whose password it is.
            <input type="email" name="email" value=form.email.clone() autocomplete="username" hidden readonly/>
            <h2 class="nhsuk-heading-m">{text.set_up_password_heading}</h2>
            {new_password_field(marks, text)}
            <h2 class="nhsuk-heading-m">{text.set_up_app_heading}</h2>
            {new_app(language, &form.app)}
            {code_field(marks, text.app_code, text.app_code_hint)}
            <button class="nhsuk-button" type="submit">{text.set_up_button}</button>
        </form>
    };
    ConsolePage::new(text.set_up_heading, body).with_problems(problems)
}

/// Why the link leads nowhere, and what to do.
#[must_use]
pub fn closed(site: &Site, why: Closed) -> ConsolePage {
    let text = Language::of(site).officers();
    let (heading, body) = match why {
        Closed::Used => (text.closed_heading, text.closed_used),
        Closed::Over => (text.closed_heading, text.closed_over),
        Closed::Unknown => (text.closed_heading, text.closed_unknown),
        Closed::NoCookie => (text.no_cookie_heading, text.no_cookie_body),
    };
    ConsolePage::new(heading, prose(body, &[]))
}

/// The field for a new password.
pub(super) fn new_password_field(marks: Marks<'_>, text: &Officers) -> AnyView {
    let field = TextField {
        name: "password",
        label: text.new_password,
        hint: text.new_password_hint.to_owned(),
        kind: "password",
        autocomplete: "new-password",
        ..TextField::default()
    };
    text_field(marks, field)
}

/// What is wrong with the code of a new app; without a format, it is not what the app shows.
pub(super) fn app_code_problem(text: &Officers, wrong: Option<CodeFormat>) -> Problem {
    let message = match wrong {
        Some(CodeFormat::Empty) => text.code_empty,
        Some(CodeFormat::NotSixDigits) => text.code_format,
        None => text.app_code_wrong,
    };
    Problem { field: Some("code"), message: message.to_owned() }
}
