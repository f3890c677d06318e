//! What waits for somebody in HR.

use super::ConsolePage;
use crate::{
    pages::console::staff::list::thousands,
    text::{Language, fill},
};
use contract::Site;
use domain::{KeyWish, MessageKind};
use leptos::prelude::*;

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingPerson {
    /// Address of the record.
    pub href: String,
    /// Given name and family name.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
}

/// A message that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostMessage {
    /// To whom; none: to HR.
    pub to: Option<WaitingPerson>,
    /// What it was about.
    pub kind: Option<MessageKind>,
    /// Why.
    pub why: Option<String>,
    /// When it was given up.
    pub at: String,
}

/// All that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingView {
    /// How many questions wait for a second officer.
    pub questions: usize,
    /// The officer may answer them.
    pub may_answer: bool,
    /// People who asked for a new key, and when.
    pub wishes: Vec<(WaitingPerson, KeyWish, String)>,
    /// Whose invitation is locked.
    pub locked: Vec<WaitingPerson>,
    /// Whose invitation ends soon, and when.
    pub ending: Vec<(WaitingPerson, String)>,
    /// How many invitations have expired.
    pub expired: u64,
    /// Messages that did not arrive.
    pub lost: Vec<LostMessage>,
    /// How many there are.
    pub lost_total: u64,
}

/// The page.
#[must_use]
pub fn waiting(site: &Site, view: WaitingView) -> ConsolePage {
    let language = Language::of(site);
    let text = language.oversight();
    let nothing = view.questions == 0
        && view.wishes.is_empty()
        && view.locked.is_empty()
        && view.ending.is_empty()
        && view.expired == 0
        && view.lost.is_empty();
    let count = |number: usize| thousands(u64::try_from(number).unwrap_or(u64::MAX));
    let questions = (view.questions > 0).then(|| {
        let words = fill(text.questions, &[("count", &count(view.questions))]);
        let line = match view.may_answer {
            true => view! { <a class="nhsuk-link" href="/hr/approvals">{words}</a> }.into_any(),
            false => words.into_any(),
        };
        group("questions", text.questions_heading, vec![line])
    });
    let wishes = view.wishes.into_iter().map(|(person, wish, at)| {
        let words = match wish {
            KeyWish::NewPhone => text.wish_new_phone,
            KeyWish::Deleted => text.wish_deleted,
            KeyWish::NotWorking => text.wish_not_working,
            KeyWish::LostPhone => text.wish_lost,
        };
        line(person, fill(words, &[("at", &at)]))
    });
    let locked = view.locked.into_iter().map(|person| line(person, text.locked_line.to_owned()));
    let ending = view.ending.into_iter().map(|(person, at)| line(person, fill(text.ending_line, &[("at", &at)])));
    let expired = (view.expired > 0).then(|| {
        let words = fill(text.expired_line, &[("count", &thousands(view.expired))]);
        let link = view! { <a class="nhsuk-link" href="/hr/staff?status=expired">{words}</a> }.into_any();
        group("expired", text.expired_heading, vec![link])
    });
    let shown = view.lost.len();
    let lost = view.lost.into_iter().map(|message| {
        let about = kind_words(language, message.kind);
        let why = message.why.as_deref().unwrap_or(text.no_reason);
        let words = fill(text.lost_line, &[("what", about), ("why", why), ("at", &message.at)]);
        match message.to {
            Some(person) => line(person, words),
            None => fill(text.lost_to_hr, &[("line", &words)]).into_any(),
        }
    });
    let body = view! {
        {nothing.then(|| view! { <p>{text.nothing_waits}</p> })}
        {questions}
        {filled("wishes", text.wishes_heading, wishes.collect())}
        {filled("locked", text.locked_heading, locked.collect())}
        {filled("lost", text.lost_heading, lost.collect())}
        {(view.lost_total > count_of(shown))
            .then(|| view! { <p>{fill(text.lost_more, &[("total", &thousands(view.lost_total))])}</p> })}
        {filled("ending", text.ending_heading, ending.collect())}
        {expired}
    };
    ConsolePage::new(text.waiting_heading, body)
}

fn count_of(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn filled(id: &'static str, heading: &'static str, lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| group(id, heading, lines))
}

fn group(id: &'static str, heading: &'static str, lines: Vec<AnyView>) -> AnyView {
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <h2 class="nhsuk-heading-m" id=id>{heading}</h2>
        <ul class="nhsuk-list">{lines}</ul>
    }
    .into_any()
}

fn line(person: WaitingPerson, words: String) -> AnyView {
    view! {
        <a class="nhsuk-link" href=person.href>{person.name}</a>
        ", "
        {person.staff_number}
        ": "
        {words}
    }
    .into_any()
}

const fn kind_words(language: Language, kind: Option<MessageKind>) -> &'static str {
    let text = language.oversight();
    match kind {
        Some(MessageKind::SecurityCode | MessageKind::TransactionCode) => text.kind_code,
        Some(MessageKind::DownloadKey | MessageKind::LogIn) => text.kind_invitation,
        Some(MessageKind::NewKey) => text.kind_new_key,
        Some(MessageKind::HrNotice) => text.kind_hr,
        _ => text.kind_notice,
    }
}
