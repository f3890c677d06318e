//! Uploading a CSV file of people, and the page that says what it would change before anything is saved.

use super::list::thousands;
use crate::{
    components::{
        console::form::{Button, form},
        prose::prose,
        summary::summary_list,
    },
    pages::console::{ConsolePage, Problem},
    text::{Language, fill},
};
use contract::Site;
use domain::details::Field;
use leptos::prelude::*;

/// Address of the form.
const IMPORT: &str = "/hr/staff/import";

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongFile {
    /// None was selected.
    Missing,
    /// It is not a CSV file.
    NotCsv,
    /// Nothing is in it.
    Empty,
    /// It is too large.
    TooLarge,
    /// It did not arrive.
    NotUploaded,
    /// It was uploaded too long ago.
    TooOld,
}

/// The form.
#[must_use]
pub fn import(site: &Site, wrong: Option<WrongFile>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_import();
    let problem = wrong.map(|wrong| match wrong {
        WrongFile::Missing => text.file_missing,
        WrongFile::NotCsv => text.file_not_csv,
        WrongFile::Empty => text.file_empty,
        WrongFile::TooLarge => text.file_too_large,
        WrongFile::NotUploaded => text.file_not_uploaded,
        WrongFile::TooOld => text.file_too_old,
    });
    let marked = problem.is_some();
    let error = problem.map(|message| {
        view! {
            <span class="nhsuk-error-message" id="file-error">
                <span class="nhsuk-u-visually-hidden">{language.parts().error_prefix}</span>
                {message}
            </span>
        }
    });
    let body = view! {
        {prose(text.import_lead, &[])}
        <details class="nhsuk-details nhsuk-expander">
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{text.columns_heading}</span>
            </summary>
            <div class="nhsuk-details__text">{prose(text.columns, &[])}</div>
        </details>
        <form method="post" action=IMPORT enctype="multipart/form-data" novalidate>
            <div class="nhsuk-form-group nhsuk-file-upload" class=("nhsuk-form-group--error", marked)>
                <label class="nhsuk-label nhsuk-label--s" for="file">{text.file}</label>
                {error}
                <input
                    class="nhsuk-file-upload__input"
                    class=("nhsuk-file-upload__input--error", marked)
                    id="file"
                    name="file"
                    type="file"
                    accept=".csv,text/csv"
                    aria-describedby=marked.then_some("file-error")
                />
            </div>
            <button class="nhsuk-button" type="submit">{text.upload}</button>
        </form>
    };
    let problems =
        problem.map(|message| Problem { field: Some("file"), message: message.to_owned() }).into_iter().collect();
    ConsolePage::new(text.import_heading, body).back_to("/hr/staff").with_problems(problems)
}

/// A mistake in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongRow {
    /// Row of the spreadsheet, if it is one.
    pub row: Option<usize>,
    /// Column, if it is one.
    pub column: Option<&'static str>,
    /// What to do.
    pub message: String,
}

/// Somebody whose details change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPerson {
    /// Address of the record.
    pub href: String,
    /// Given name and family name, as they are now.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
    /// Which details.
    pub fields: Vec<Field>,
}

/// What a file would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Address of this page.
    pub address: String,
    /// Stands for exactly what is shown.
    pub seen: String,
    /// Rows of the file.
    pub rows: usize,
    /// People who are new.
    pub new: usize,
    /// People whose details change.
    pub changed: usize,
    /// The first of them.
    pub who_changes: Vec<ChangedPerson>,
    /// People who stay as they are.
    pub unchanged: usize,
    /// People who are left for another upload.
    pub later: usize,
    /// Mistakes in all.
    pub rejected: usize,
    /// The first of them.
    pub mistakes: Vec<WrongRow>,
    /// Something else than what was shown before would be saved now.
    pub differs: bool,
}

/// The page to check what would be saved.
#[must_use]
pub fn review(site: &Site, review: Review) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_import();
    let counts = vec![
        (text.count_rows, number(review.rows)),
        (text.count_new, number(review.new)),
        (text.count_changed, number(review.changed)),
        (text.count_unchanged, number(review.unchanged)),
        (text.count_rejected, number(review.rejected)),
    ];
    let shown = review.mistakes.len();
    let mistakes: Vec<_> = review
        .mistakes
        .into_iter()
        .map(|WrongRow { row, column, message }| {
            let place = row.map(|row| match column {
                Some(column) => fill(text.row_and_column, &[("row", &row.to_string()), ("column", column)]),
                None => fill(text.row, &[("row", &row.to_string())]),
            });
            let place = place.map(|place| view! { <strong>{place}": "</strong> });
            view! { <li>{place} {message}</li> }
        })
        .collect();
    let failed = (review.rejected > 0).then(|| {
        let more = first_of(text.first_mistakes, shown, review.rejected);
        view! {
            <div class="nhsuk-card">
                <div class="nhsuk-card__content">
                    <h2 class="nhsuk-card__heading nhsuk-heading-m">{text.mistakes_heading}</h2>
                    <p>{text.mistakes_lead}</p>
                    {more}
                    <ul class="nhsuk-list nhsuk-list--bullet">{mistakes}</ul>
                </div>
            </div>
        }
    });
    let later = (review.later > 0)
        .then(|| view! { <p><strong>{fill(text.later, &[("count", &number(review.later))])}</strong></p> });
    let nothing = review.new + review.changed == 0;
    let differs = review.differs.then(|| view! { <p><strong>{text.differs}</strong></p> });
    let next = if nothing {
        view! {
            <p>{text.nothing_to_save}</p>
            <p><a class="nhsuk-link" href=IMPORT>{text.upload_again}</a></p>
        }
        .into_any()
    } else {
        let seen = vec![("seen", review.seen)];
        let buttons = vec![Button::plain(text.confirm_and_save)];
        view! {
            <p>{text.nothing_sent}</p>
            {form(site, review.address, seen, ().into_any(), buttons, IMPORT.to_owned())}
        }
        .into_any()
    };
    let body = view! {
        {differs}
        {summary_list(counts)}
        {later}
        {changes(language, review.who_changes, review.changed)}
        {failed}
        {next}
    };
    ConsolePage::new(text.review_heading, body).back_to(IMPORT)
}

fn changes(language: Language, people: Vec<ChangedPerson>, total: usize) -> Option<impl IntoView> {
    let (text, labels) = (language.staff_import(), language.staff_forms());
    let more = first_of(text.first_changes, people.len(), total);
    let people: Vec<_> = people
        .into_iter()
        .map(|person| {
            let fields: Vec<_> = person
                .fields
                .into_iter()
                .map(|field| match field {
                    Field::StaffNumber => labels.staff_number,
                    Field::GivenName => labels.given_name,
                    Field::FamilyName => labels.family_name,
                    Field::Email => labels.email,
                    Field::Phone => labels.phone,
                })
                .collect();
            view! {
                <li>
                    <a class="nhsuk-link" href=person.href>{person.name}</a>
                    ", "
                    {person.staff_number}
                    ": "
                    {fields.join(", ")}
                </li>
            }
        })
        .collect();
    (total > 0).then(|| {
        view! {
            <h2 class="nhsuk-heading-m">{text.changes_heading}</h2>
            {more}
            <ul class="nhsuk-list nhsuk-list--bullet">{people}</ul>
        }
    })
}

/// Says that a list is cut, if it is.
fn first_of(words: &str, shown: usize, total: usize) -> Option<AnyView> {
    let numbers = [("shown", number(shown)), ("total", number(total))];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (total > shown).then(|| view! { <p>{fill(words, &numbers)}</p> }.into_any())
}

fn number(count: usize) -> String {
    thousands(u64::try_from(count).unwrap_or(u64::MAX))
}
