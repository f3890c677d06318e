//! What waits for somebody in HR.

use super::{ConsolePage, Pages};
use crate::{
    components::console::pagination::pagination,
    pages::console::staff::list::thousands,
    text::{Language, fill},
};
use contract::Site;
use domain::{Channel, KeyWish, MessageKind};
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
    /// To whom, or about whom to HR; none: to HR.
    pub to: Option<WaitingPerson>,
    /// To which officer.
    pub officer: Option<String>,
    /// What it was about.
    pub kind: Option<MessageKind>,
    /// Why.
    pub why: Option<String>,
    /// When it was given up.
    pub at: String,
}

/// All that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingView {
    /// How many questions wait for a second officer.
    pub questions: u64,
    /// The officer may answer them.
    pub may_answer: bool,
    /// People who asked for a new key, and when.
    pub wishes: Vec<(WaitingPerson, KeyWish, String)>,
    /// Whose invitation is locked.
    pub locked: Vec<WaitingPerson>,
    /// How many more there are.
    pub locked_more: u64,
    /// Whose invitation ends soon, and when.
    pub ending: Vec<(WaitingPerson, String)>,
    /// How many more there are.
    pub ending_more: u64,
    /// How many invitations have expired.
    pub expired: u64,
    /// How many keys have expired.
    pub keys_expired: u64,
    /// A page of messages that did not arrive.
    pub lost: Vec<LostMessage>,
    /// How many there are.
    pub lost_total: u64,
    /// The pages of them.
    pub lost_pages: Pages,
    /// How many messages of a way are held up, and since when the oldest is.
    pub held_up: Vec<(Channel, u64, String)>,
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
        && view.keys_expired == 0
        && view.lost.is_empty()
        && view.held_up.is_empty();
    let questions = (view.questions > 0).then(|| {
        let words = fill(text.questions, &[("count", &thousands(view.questions))]);
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
    let more = |count: u64| (count > 0).then(|| fill(text.more, &[("count", &thousands(count))]).into_any());
    let locked = view.locked.into_iter().map(|person| line(person, text.locked_line.to_owned()));
    let locked = locked.chain(more(view.locked_more));
    let ending = view.ending.into_iter().map(|(person, at)| line(person, fill(text.ending_line, &[("at", &at)])));
    let ending = ending.chain(more(view.ending_more));
    let counted = |id, heading, words: &str, number: u64, href: &'static str| {
        (number > 0).then(|| {
            let words = fill(words, &[("count", &thousands(number))]);
            group(id, heading, vec![view! { <a class="nhsuk-link" href=href>{words}</a> }.into_any()])
        })
    };
    let (expired, over) = ("/hr/staff?status=expired", "/hr/staff?status=key-expired");
    let expired = counted("expired", text.expired_heading, text.expired_line, view.expired, expired);
    let over = counted("keys-expired", text.over_heading, text.over_line, view.keys_expired, over);
    let lost = view.lost.into_iter().map(|message| {
        let about = kind_words(language, message.kind);
        let why = message.why.as_deref().unwrap_or(text.no_reason);
        let words = fill(text.lost_line, &[("what", about), ("why", why), ("at", &message.at)]);
        match (message.to, message.officer) {
            (Some(person), _) => line(person, words),
            (None, Some(officer)) => fill(text.lost_to_officer, &[("officer", &officer), ("line", &words)]).into_any(),
            (None, None) => fill(text.lost_to_hr, &[("line", &words)]).into_any(),
        }
    });
    let held_up = view.held_up.into_iter().map(|(channel, number, at)| {
        let words = match channel {
            Channel::Sms => text.held_up_texts,
            Channel::Email => text.held_up_emails,
        };
        fill(words, &[("count", &thousands(number)), ("at", &at)]).into_any()
    });
    let body = view! {
        {nothing.then(|| view! { <p>{text.nothing_waits}</p> })}
        {questions}
        {filled("wishes", text.wishes_heading, wishes.collect())}
        {filled("locked", text.locked_heading, locked.collect())}
        {filled("held-up", text.held_up_heading, held_up.collect())}
        {filled("lost", text.lost_heading, lost.collect())}
        {(view.lost_pages.last > 1)
            .then(|| view! { <p>{fill(text.lost_more, &[("total", &thousands(view.lost_total))])}</p> })}
        {pagination(language, &view.lost_pages)}
        {filled("ending", text.ending_heading, ending.collect())}
        {expired}
        {over}
    };
    ConsolePage::new(text.waiting_heading, body)
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
        Some(MessageKind::OfficerLink) => text.kind_officer_link,
        Some(MessageKind::OfficerNotice) => text.kind_officer,
        _ => text.kind_notice,
    }
}
