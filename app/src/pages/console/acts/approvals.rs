//! What waits for a second officer, and the page on which that officer decides.

use super::{Target, Wish};
use crate::{
    components::{
        console::form::{Button, form},
        prose::prose,
        summary::summary_list,
    },
    pages::console::ConsolePage,
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May invitations go to changed contact details now?
    ContactChange,
    /// May the person get a new access key?
    NewKey(Wish),
}

impl Question {
    fn words(self, language: Language) -> String {
        let text = language.acts();
        match self {
            Self::ContactChange => text.approval_contact.to_owned(),
            Self::NewKey(wish) => fill(text.approval_key, &[("reason", wish.words(language))]),
        }
    }
}

/// An open question in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionLine {
    /// Name of the question, for its address.
    pub id: String,
    /// Name of the person.
    pub name: String,
    /// What is asked.
    pub question: Question,
    /// Who asks.
    pub officer: String,
    /// When, for people.
    pub at: String,
}

/// The list.
#[must_use]
pub fn approvals(site: &Site, lines: Vec<QuestionLine>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.acts();
    if lines.is_empty() {
        return ConsolePage::new(text.approvals_heading, view! { <p>{text.approvals_none}</p> });
    }
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let asked = fill(text.approval_asked, &[("officer", &line.officer), ("at", &line.at)]);
            view! {
                <tr class="nhsuk-table__row">
                    <th class="nhsuk-table__header" scope="row">
                        <a href=format!("/hr/approvals/{}", line.id)>{line.name}</a>
                    </th>
                    <td class="nhsuk-table__cell">{line.question.words(language)}</td>
                    <td class="nhsuk-table__cell">{asked}</td>
                </tr>
            }
        })
        .collect();
    let body = view! {
        <div class="nhsuk-table-container">
            <table class="nhsuk-table">
                <caption class="nhsuk-u-visually-hidden">{text.approvals_heading}</caption>
                <thead class="nhsuk-table__head">
                    <tr>
                        <th class="nhsuk-table__header" scope="col">{text.approvals_who}</th>
                        <th class="nhsuk-table__header" scope="col">{text.approvals_what}</th>
                        <th class="nhsuk-table__header" scope="col">{text.approvals_asked}</th>
                    </tr>
                </thead>
                <tbody class="nhsuk-table__body">{rows}</tbody>
            </table>
        </div>
    };
    ConsolePage::new(text.approvals_heading, body).wide()
}

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Agreed,
    /// No.
    Declined,
    /// It is not asked any more.
    Withdrawn,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Name of the question, for its address.
    pub id: String,
    /// About whom.
    pub target: Target,
    /// Email address.
    pub email: String,
    /// End of the phone number.
    pub phone_ending: String,
    /// What is asked.
    pub question: Question,
    /// Who asks.
    pub officer: String,
    /// When, for people.
    pub at: String,
    /// Whether this officer may decide.
    pub may_decide: bool,
    /// What was said, if somebody has decided.
    pub answer: Option<Answer>,
}

/// The page of one question.
#[must_use]
pub fn approval(site: &Site, asked: Asked) -> ConsolePage {
    let language = Language::of(site);
    let text = language.acts();
    let Asked { id, target, email, phone_ending, question, officer, at, may_decide, answer } = asked;
    let who_asks = fill(text.approval_asked, &[("officer", &officer), ("at", &at)]);
    let rows = vec![
        (text.approvals_what, question.words(language)),
        (text.approvals_asked, who_asks),
        (text.email, email),
        (text.phone_ending, phone_ending),
    ];
    let rest = match answer {
        Some(Answer::Agreed) => view! { <p>{text.approval_agreed}</p> }.into_any(),
        Some(Answer::Declined) => view! { <p>{text.approval_declined}</p> }.into_any(),
        Some(Answer::Withdrawn) => view! { <p>{text.approval_withdrawn}</p> }.into_any(),
        None if !may_decide => view! { <p>{text.approval_not_you}</p> }.into_any(),
        None => {
            let words = match question {
                Question::ContactChange => text.approval_contact_body,
                Question::NewKey(_) => text.approval_key_body,
            };
            let buttons = vec![
                Button::plain(text.agree_button).saying("agree"),
                Button::secondary(text.decline_button).saying("decline"),
            ];
            let action = format!("/hr/approvals/{id}");
            view! {
                {prose(words, &[("name", &target.name)])}
                {form(site, action, Vec::new(), ().into_any(), buttons, "/hr/approvals".to_owned())}
            }
            .into_any()
        }
    };
    let body = view! { {summary_list(rows)} {rest} };
    target.page(site, text.approval_heading, body).back_to("/hr/approvals")
}

/// "Ask a second officer?", about changed contact details that wait until then.
#[must_use]
pub fn ask(site: &Site, target: &Target, until: &str) -> ConsolePage {
    let text = Language::of(site).acts();
    let button = vec![Button::plain(text.ask_button)];
    let body = view! {
        {prose(text.ask_body, &[("name", &target.name), ("until", until)])}
        {form(site, target.act("ask"), Vec::new(), ().into_any(), button, target.record())}
    };
    target.page(site, text.ask_heading, body).back_to(target.record())
}
