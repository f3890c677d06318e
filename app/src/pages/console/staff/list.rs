//! The list of people: search, filters, order and page are all in its address.

use super::{status_tag, status_words};
use crate::{
    components::{
        console::field::{Marks, TextField, text_field},
        console::pagination::{Pages, pagination},
        console::select::select_field,
    },
    pages::console::ConsolePage,
    text::{Language, fill},
};
use contract::Site;
use domain::Status;
use leptos::prelude::*;

/// What was asked for, as the form shows it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What was typed.
    pub search: String,
    /// Only this status.
    pub status: Option<Status>,
    /// Those who have left.
    pub left: bool,
    /// Value of `sort`, if it is not the usual one.
    pub sort: Option<String>,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Family name, given name.
    Name,
    /// Email address.
    Email,
    /// Where they stand.
    Status,
    /// When they were last invited.
    Invited,
}

/// A column as its header leads to another order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Which.
    pub column: Column,
    /// Address of the list in the order of this column, or the other way round if it is in that order.
    pub href: String,
    /// Whether the list is in the order of this column, and then whether from the highest down.
    pub descending: Option<bool>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Address of the record.
    pub href: String,
    /// "Taylor, Sam".
    pub name: String,
    /// Email address.
    pub email: String,
    /// Where they stand.
    pub status: Status,
    /// They have left.
    pub left: bool,
    /// Date of the last invitation.
    pub invited: Option<String>,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffList {
    /// What was asked for.
    pub asked: Asked,
    /// The columns.
    pub headers: Vec<Header>,
    /// The people of this page.
    pub rows: Vec<Row>,
    /// The number of the first of them, from 1.
    pub first: u64,
    /// How many there are on all pages.
    pub total: u64,
    /// The pages.
    pub pages: Pages,
    /// Nothing was searched or filtered.
    pub everybody: bool,
    /// The officer may add people.
    pub may_add: bool,
}

/// The page.
#[must_use]
pub fn staff_list(site: &Site, list: StaffList) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff();
    let add = list.may_add.then(|| {
        view! {
            <p class="app-actions">
                <a class="nhsuk-link" href="/hr/staff/add">{text.add_person}</a>
                <a class="nhsuk-link" href="/hr/staff/import">{text.upload_file}</a>
                <a class="nhsuk-link" href="/hr/staff/invite-all">{language.acts().all_heading}</a>
            </p>
        }
    });
    let last = list.first + u64::try_from(list.rows.len()).unwrap_or_default().saturating_sub(1);
    let found = if list.total == 0 {
        let words = match (list.everybody, list.asked.left) {
            (true, _) => text.nobody_yet,
            (false, true) => text.none_left,
            (false, false) => text.none_here,
        };
        view! { <p>{words}</p> }.into_any()
    } else {
        let numbers = [("first", thousands(list.first)), ("last", thousands(last)), ("total", thousands(list.total))];
        let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        view! {
            <p id="found">{fill(if list.total == 1 { text.showing_one } else { text.showing }, &numbers)}</p>
            {table(language, list.headers, list.rows)}
            {pagination(language, &list.pages)}
        }
        .into_any()
    };
    let body = view! {
        {add}
        {search(language, &list.asked, list.everybody)}
        <h2 class="nhsuk-heading-m" id="results">{text.results}</h2>
        {found}
    };
    ConsolePage::new(text.heading, body).wide()
}

fn search(language: Language, asked: &Asked, everybody: bool) -> impl IntoView + use<> {
    let text = language.staff();
    let statuses = std::iter::once(("", text.any_status.to_owned()))
        .chain(Status::ALL.into_iter().map(|status| (status.name(), status_words(language, status).to_owned())))
        .collect();
    let field = TextField {
        name: "q",
        label: text.search_label,
        value: asked.search.clone(),
        kind: "text",
        autocomplete: "off",
        width: "nhsuk-input--width-30",
        ..TextField::default()
    };
    let marks = Marks { prefix: "", problems: &[] };
    let sort = asked.sort.clone().map(|sort| view! { <input type="hidden" name="sort" value=sort/> });
    let clear = (!everybody).then(|| {
        view! { <p><a class="nhsuk-link" href="/hr/staff">{text.clear}</a></p> }
    });
    view! {
        <form method="get" action="/hr/staff" novalidate role="search">
            {text_field(marks, field)}
            <div class="app-actions">
                {select_field(
                    "status",
                    text.status,
                    statuses,
                    asked.status.map(Status::name).unwrap_or_default(),
                )}
                {select_field(
                    "people",
                    text.people,
                    vec![("", text.work_here.to_owned()), ("left", text.have_left.to_owned())],
                    if asked.left { "left" } else { "" },
                )}
            </div>
            {sort}
            <button class="nhsuk-button nhsuk-button--secondary" type="submit">{text.search}</button>
        </form>
        {clear}
    }
}

fn table(language: Language, headers: Vec<Header>, rows: Vec<Row>) -> impl IntoView + use<> {
    let text = language.staff();
    let headers: Vec<_> = headers
        .into_iter()
        .map(|Header { column, href, descending }| {
            let words = match column {
                Column::Name => text.name,
                Column::Email => text.email,
                Column::Status => text.status,
                Column::Invited => text.last_invited,
            };
            let sorted = descending.map(|down| if down { "descending" } else { "ascending" });
            view! {
                <th class="nhsuk-table__header" scope="col" aria-sort=sorted>
                    <a class="nhsuk-link" href=href>{words}</a>
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr class="nhsuk-table__row">
                    <th class="nhsuk-table__header" scope="row">
                        <a class="nhsuk-link" href=row.href>{row.name}</a>
                    </th>
                    <td class="nhsuk-table__cell nhsuk-u-text-break-word">{row.email}</td>
                    <td class="nhsuk-table__cell">{status_tag(language, row.status, row.left)}</td>
                    <td class="nhsuk-table__cell">{row.invited.unwrap_or_else(|| text.never.to_owned())}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="nhsuk-scroll">
            <div class="nhsuk-scroll__content" role="region" aria-labelledby="results" tabindex="0">
                <table class="nhsuk-table">
                    <caption class="nhsuk-table__caption nhsuk-u-visually-hidden">{text.heading}</caption>
                    <thead class="nhsuk-table__head">
                        <tr class="nhsuk-table__row">{headers}</tr>
                    </thead>
                    <tbody class="nhsuk-table__body">{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

/// "12,345".
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            ["7", "999", "1,000", "100,000", "1,234,567"],
            [7, 999, 1000, 100_000, 1_234_567].map(thousands).each_ref().map(String::as_str)
        );
    }
}
