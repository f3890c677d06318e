//! The officers, and the form that adds one.

use super::role::{role_field, role_name};
use crate::{
    components::console::field::{Marks, TextField, text_field},
    pages::console::{ConsolePage, Problem},
    text::{Language, fill, keys::Officers},
};
use contract::Site;
use domain::Role;
use leptos::prelude::*;

/// What an officer's account is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Set up.
    Ready,
    /// A link was sent and waits.
    LinkWaiting,
    /// Nothing is set up, and no link waits.
    NotSetUp,
    /// May not log in.
    Off,
}

/// An officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerLine {
    /// Name of the row.
    pub id: String,
    /// How colleagues know the officer.
    pub name: String,
    /// What the officer logs in with.
    pub email: String,
    /// What the officer may do.
    pub role: Role,
    /// What the account is like.
    pub standing: Standing,
    /// Clock time of the last log in.
    pub last_log_in: Option<String>,
}

/// What stands in the form, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddForm {
    /// Name.
    pub name: String,
    /// Email address.
    pub email: String,
    /// Name of the role.
    pub role: String,
    /// The name cannot be used.
    pub name_wrong: bool,
    /// The email address cannot be used.
    pub email_wrong: bool,
    /// No role was chosen.
    pub role_missing: bool,
    /// Somebody has the email address.
    pub taken: bool,
}

/// Draws a state.
pub(super) fn standing_tag(text: &Officers, standing: Standing) -> AnyView {
    let (class, words) = match standing {
        Standing::Ready => ("nhsuk-tag nhsuk-tag--green", text.standing_ready),
        Standing::LinkWaiting => ("nhsuk-tag nhsuk-tag--blue", text.standing_link),
        Standing::NotSetUp => ("nhsuk-tag nhsuk-tag--grey", text.standing_none),
        Standing::Off => ("nhsuk-tag nhsuk-tag--red", text.standing_off),
    };
    view! { <strong class=class>{words}</strong> }.into_any()
}

/// The list.
#[must_use]
pub fn list(site: &Site, officers: Vec<OfficerLine>) -> ConsolePage {
    let text = Language::of(site).officers();
    let rows: Vec<_> = officers
        .into_iter()
        .map(|line| {
            let last = line.last_log_in.unwrap_or_else(|| text.list_never.to_owned());
            view! {
                <tr class="nhsuk-table__row">
                    <th class="nhsuk-table__header" scope="row">
                        <a href=format!("/hr/officers/{}", line.id)>{line.name}</a>
                    </th>
                    <td class="nhsuk-table__cell">{line.email}</td>
                    <td class="nhsuk-table__cell">{role_name(site, line.role)}</td>
                    <td class="nhsuk-table__cell">{standing_tag(text, line.standing)}</td>
                    <td class="nhsuk-table__cell">{last}</td>
                </tr>
            }
        })
        .collect();
    let head = |words: &'static str| view! { <th class="nhsuk-table__header" scope="col">{words}</th> };
    let body = view! {
        <p>{text.list_lead}</p>
        <a class="nhsuk-button nhsuk-button--secondary" role="button" draggable="false" href="/hr/officers/add">
            {text.list_add}
        </a>
        <div class="nhsuk-table-container">
            <table class="nhsuk-table">
                <caption class="nhsuk-table__caption nhsuk-u-visually-hidden">{text.list_caption}</caption>
                <thead class="nhsuk-table__head">
                    <tr class="nhsuk-table__row">
                        {head(text.list_name)}
                        {head(text.list_email)}
                        {head(text.list_role)}
                        {head(text.list_standing)}
                        {head(text.list_last)}
                    </tr>
                </thead>
                <tbody class="nhsuk-table__body">{rows}</tbody>
            </table>
        </div>
    };
    ConsolePage::new(text.list_heading, body).wide()
}

/// The form that adds one. `provider`: the single sign-on, where there is nothing else to log in with.
#[must_use]
pub fn add(site: &Site, form: &AddForm, provider: Option<&str>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let wrong = [
        (form.name_wrong, "name", text.name_wrong),
        (form.email_wrong, "email", text.email_wrong),
        (form.taken, "email", text.taken),
        (form.role_missing, "role", text.role_missing),
    ];
    let problems: Vec<_> = wrong
        .into_iter()
        .filter(|(wrong, ..)| *wrong)
        .map(|(_, field, message)| Problem { field: Some(field), message: message.to_owned() })
        .collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let lead = match provider {
        Some(provider) => fill(language.single_sign_on().add_lead, &[("provider", provider)]),
        None => text.add_lead.to_owned(),
    };
    let name = TextField {
        name: "name",
        label: text.name,
        hint: text.name_hint.to_owned(),
        value: form.name.clone(),
        kind: "text",
        autocomplete: "off",
        ..TextField::default()
    };
    let email = TextField {
        name: "email",
        label: text.email,
        value: form.email.clone(),
        kind: "email",
        autocomplete: "off",
        ..TextField::default()
    };
    let body = view! {
        <p>{lead}</p>
        <form method="post" action="/hr/officers/add" novalidate>
            {text_field(marks, name)}
            {text_field(marks, email)}
            {role_field(marks, text, &form.role)}
            <button class="nhsuk-button" type="submit">{text.add_button}</button>
        </form>
    };
    ConsolePage::new(text.add_heading, body).back_to("/hr/officers").with_problems(problems)
}
