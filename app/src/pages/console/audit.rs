//! The audit trail: newest first, narrowed by date, person, officer and act.

use super::{ConsolePage, Pages, Problem, action_words, actor_words};
use crate::{
    components::{
        console::field::{Marks, TextField, text_field},
        console::pagination::pagination,
        console::select::select_field,
    },
    pages::console::staff::list::thousands,
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// What was asked for, as the form shows it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditAsked {
    /// First day, as `2026-08-06`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Staff number.
    pub person: String,
    /// Id of an officer.
    pub officer: String,
    /// Name of an act.
    pub action: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number.
    pub reference: String,
    /// When.
    pub at: String,
    /// Who, as the trail names it.
    pub actor: String,
    /// The officer's name.
    pub officer: Option<String>,
    /// What, as the trail names it.
    pub action: String,
    /// More of it.
    pub detail: Option<String>,
    /// About whom: address of the record and words.
    pub person: Option<(String, String)>,
}

/// The trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditView {
    /// What was asked for.
    pub asked: AuditAsked,
    /// A date cannot be read.
    pub wrong_dates: Vec<&'static str>,
    /// There is nobody with the staff number.
    pub nobody: bool,
    /// Officers, by id and name.
    pub officers: Vec<(String, String)>,
    /// Names of the acts that there are.
    pub actions: Vec<String>,
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// How many there are.
    pub total: u64,
    /// How many of them the file has at most, the newest.
    pub most: u64,
    /// The pages.
    pub pages: Pages,
    /// The same as a file.
    pub file: String,
    /// Name of the zone of all times.
    pub zone: String,
}

/// The page.
#[must_use]
pub fn audit(site: &Site, view: AuditView) -> ConsolePage {
    let language = Language::of(site);
    let text = language.oversight();
    let mut problems: Vec<Problem> = view
        .wrong_dates
        .iter()
        .map(|field| Problem { field: Some(field), message: text.date_wrong.to_owned() })
        .collect();
    if view.nobody {
        problems.push(Problem { field: Some("person"), message: text.person_unknown.to_owned() });
    }
    let form = filters(language, &view, &problems);
    let cut =
        (view.total > view.most).then(|| view! { <p>{fill(text.export_cut, &[("most", &thousands(view.most))])}</p> });
    let found = if view.total == 0 {
        view! { <p>{text.no_lines}</p> }.into_any()
    } else {
        view! {
            <p>{fill(text.lines_found, &[("total", &thousands(view.total)), ("zone", &view.zone)])}</p>
            <p><a class="nhsuk-link" href=view.file>{text.export}</a></p>
            {cut}
            {table(language, view.lines)}
            {pagination(language, &view.pages)}
        }
        .into_any()
    };
    let body = view! {
        {form}
        <h2 class="nhsuk-heading-m" id="lines">{text.lines}</h2>
        {found}
    };
    ConsolePage::new(text.audit_heading, body).wide().with_problems(problems)
}

fn filters(language: Language, view: &AuditView, problems: &[Problem]) -> AnyView {
    let text = language.oversight();
    let marks = Marks { prefix: language.parts().error_prefix, problems };
    let field = |name: &'static str, label: &'static str, kind: &'static str, value: &str| TextField {
        name,
        label,
        kind,
        value: value.to_owned(),
        autocomplete: "off",
        width: "nhsuk-input--width-10",
        ..TextField::default()
    };
    let any = |words: &'static str| ("", words.to_owned());
    let officers = std::iter::once(any(text.any_officer))
        .chain(view.officers.iter().map(|(id, name)| (id.as_str(), name.clone())))
        .collect();
    let actions = std::iter::once(any(text.any_action))
        .chain(view.actions.iter().map(|action| (action.as_str(), action_words(language, action))))
        .collect();
    view! {
        <form method="get" action="/hr/audit" novalidate>
            <div class="app-actions">
                {text_field(marks, field("from", text.from, "date", &view.asked.from))}
                {text_field(marks, field("to", text.to, "date", &view.asked.to))}
                {text_field(marks, field("person", text.person, "text", &view.asked.person))}
                {select_field("officer", text.officer, officers, &view.asked.officer)}
                {select_field("action", text.action, actions, &view.asked.action)}
            </div>
            <button class="nhsuk-button nhsuk-button--secondary" type="submit">{text.apply}</button>
        </form>
    }
    .into_any()
}

fn table(language: Language, lines: Vec<AuditLine>) -> impl IntoView + use<> {
    let text = language.oversight();
    let no_data = language.console().no_data;
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let person = match line.person {
                Some((href, words)) => view! { <a class="nhsuk-link" href=href>{words}</a> }.into_any(),
                None => no_data.into_any(),
            };
            let detail = line.detail.map(|detail| view! { <br/> {detail} });
            view! {
                <tr class="nhsuk-table__row">
                    <td class="nhsuk-table__cell">{line.at}</td>
                    <td class="nhsuk-table__cell">
                        {actor_words(language, &line.actor, line.officer.as_deref())}
                    </td>
                    <td class="nhsuk-table__cell">{action_words(language, &line.action)} {detail}</td>
                    <td class="nhsuk-table__cell">{person}</td>
                    <td class="nhsuk-table__cell">{line.reference}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="nhsuk-scroll">
            <div class="nhsuk-scroll__content" role="region" aria-labelledby="lines" tabindex="0">
                <table class="nhsuk-table">
                    <caption class="nhsuk-table__caption nhsuk-u-visually-hidden">{text.audit_heading}</caption>
                    <thead class="nhsuk-table__head">
                        <tr class="nhsuk-table__row">
                            <th class="nhsuk-table__header" scope="col">{text.when}</th>
                            <th class="nhsuk-table__header" scope="col">{text.who}</th>
                            <th class="nhsuk-table__header" scope="col">{text.what}</th>
                            <th class="nhsuk-table__header" scope="col">{text.about}</th>
                            <th class="nhsuk-table__header" scope="col">{text.reference}</th>
                        </tr>
                    </thead>
                    <tbody class="nhsuk-table__body">{rows}</tbody>
                </table>
            </div>
        </div>
    }
}
