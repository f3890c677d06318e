//! A person's record: who they are, where they are on the way to an access key, what can be done, what was done.

use super::{
    status_tag,
    way::{WayView, way},
};
use crate::{
    components::summary::summary_list,
    pages::console::{ConsolePage, action_words, actor_words},
    text::{Language, fill},
};
use contract::Site;
use domain::{Act, IdentityMethod, IdentityOutcome, KeyWish, Status};
use leptos::prelude::*;

/// A phone number, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phone {
    /// All of it.
    Whole(String),
    /// Its last digits.
    Ending(String),
}

/// A check of the identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What came of it.
    pub outcome: IdentityOutcome,
    /// How.
    pub method: IdentityMethod,
    /// What was noted.
    pub note: Option<String>,
    /// Who checked.
    pub by: Option<String>,
    /// When.
    pub at: String,
}

/// The newest access key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Added.
    pub added: String,
    /// Ends.
    pub ends: String,
    /// It has ended.
    pub over: bool,
    /// Suspended at, with the reason.
    pub suspended: Option<(String, String)>,
    /// Revoked at, with the reason if there is one.
    pub revoked: Option<(String, Option<String>)>,
    /// Last used to log in.
    pub used: Option<String>,
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: String,
    /// Who: as the audit trail names it.
    pub actor: String,
    /// The officer's name.
    pub officer: Option<String>,
    /// What: as the audit trail names it.
    pub action: String,
}

/// The record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    /// Its address.
    pub address: String,
    /// Given name and family name.
    pub name: String,
    /// Given name.
    pub given_name: String,
    /// The employer's number.
    pub staff_number: String,
    /// Email address.
    pub email: String,
    /// Phone number.
    pub phone: Phone,
    /// Where they stand.
    pub status: Status,
    /// They have left.
    pub left: bool,
    /// The officer's own record.
    pub own: bool,
    /// Added.
    pub added: String,
    /// Checks of the identity, newest first.
    pub checks: Vec<Check>,
    /// None of them counts: the last was declined, or they have been away since.
    pub check_due: bool,
    /// Invitations wait until then.
    pub hold: Option<String>,
    /// Last invited.
    pub invited: Option<String>,
    /// The open invitation ends then, and whether that is past.
    pub invited_until: Option<(String, bool)>,
    /// The newest key.
    pub key: Option<Key>,
    /// Browsers in which they are logged in.
    pub sessions: usize,
    /// What they asked for, and when.
    pub wish: Option<(KeyWish, String)>,
    /// How far they are.
    pub way: Option<WayView>,
    /// What was done, newest first.
    pub history: Vec<Event>,
    /// Where all of it is, for those who may see that.
    pub audit: Option<String>,
    /// What can be done.
    pub acts: Vec<Act>,
}

/// The page.
#[must_use]
pub fn record(site: &Site, view: RecordView) -> ConsolePage {
    let language = Language::of(site);
    let text = language.staff_record();
    let name = view.name.clone();
    let wish = view.wish.clone().map(|(wish, at)| {
        let words = match wish {
            KeyWish::NewPhone => text.wish_new_phone,
            KeyWish::Deleted => text.wish_deleted,
            KeyWish::NotWorking => text.wish_not_working,
            KeyWish::LostPhone => text.wish_lost,
        };
        view! {
            <div class="nhsuk-card">
                <div class="nhsuk-card__content">
                    <h2 class="nhsuk-card__heading nhsuk-heading-m">
                        {fill(text.wish_heading, &[("name", &view.given_name)])}
                    </h2>
                    <p class="nhsuk-card__description">{fill(words, &[("at", &at)])}</p>
                </div>
            </div>
        }
    });
    let body = view! {
        {wish}
        {summary_list(summary(language, &view))}
        {acts(language, &view)}
        {way(language, &view.given_name, view.way.clone())}
        {history(language, view.history, view.audit)}
    };
    ConsolePage::new(name, body).titled(text.title).back_to("/hr/staff").wide()
}

fn summary(language: Language, view: &RecordView) -> Vec<(&'static str, AnyView)> {
    let text = language.staff_record();
    let no_data = language.console().no_data;
    let phone = match &view.phone {
        Phone::Whole(number) => number.clone(),
        Phone::Ending(ending) => fill(text.phone_ending, &[("ending", ending)]),
    };
    let mut rows: Vec<(&'static str, AnyView)> = vec![
        (text.status, status_tag(language, view.status, view.left).into_any()),
        (text.staff_number, view.staff_number.clone().into_any()),
        (text.email, view.email.clone().into_any()),
        (text.phone, phone.into_any()),
        (text.identity, checks(language, &view.checks, view.check_due)),
        (text.key, key(language, view.key.as_ref())),
        (text.last_invited, view.invited.clone().unwrap_or_else(|| no_data.to_owned()).into_any()),
    ];
    rows.extend(view.invited_until.clone().map(|(until, over)| {
        let name = if over { text.invitation_expired } else { text.invited_until };
        (name, until.into_any())
    }));
    rows.extend(view.hold.clone().map(|until| (text.hold, fill(text.hold_value, &[("until", &until)]).into_any())));
    let sessions = match view.sessions {
        0 => text.sessions_none.to_owned(),
        1 => text.sessions_one.to_owned(),
        many => fill(text.sessions_many, &[("count", &many.to_string())]),
    };
    rows.push((text.logged_in_in, sessions.into_any()));
    rows.push((text.added, view.added.clone().into_any()));
    rows
}

fn checks(language: Language, checks: &[Check], due: bool) -> AnyView {
    let text = language.staff_record();
    if checks.is_empty() {
        return text.identity_none.into_any();
    }
    let lines: Vec<_> = checks
        .iter()
        .map(|check| {
            let how = match check.method {
                IdentityMethod::InPerson => text.in_person,
                IdentityMethod::Documents => text.documents,
                IdentityMethod::DigitalIdentity => text.digital_identity,
                IdentityMethod::CommandLine => text.command_line,
            };
            let sentence = match check.outcome {
                IdentityOutcome::Confirmed => text.identity_confirmed,
                IdentityOutcome::Declined => text.identity_declined,
            };
            let by = check.by.as_deref().unwrap_or(text.nobody);
            let note = check.note.as_ref().map(|note| view! { <br/> {fill(text.note, &[("note", note)])} });
            view! { <li>{fill(sentence, &[("how", how), ("officer", by), ("at", &check.at)])} {note}</li> }
        })
        .collect();
    let due = due.then(|| view! { <p>{text.identity_due}</p> });
    view! {
        {due}
        <ul class="nhsuk-list">{lines}</ul>
    }
    .into_any()
}

fn key(language: Language, key: Option<&Key>) -> AnyView {
    let text = language.staff_record();
    let Some(key) = key else { return text.no_key.into_any() };
    let state = match (&key.revoked, &key.suspended) {
        (Some((at, Some(reason))), _) => fill(text.key_revoked, &[("at", at), ("reason", reason)]),
        (Some((at, None)), _) => fill(text.key_revoked_plain, &[("at", at)]),
        (None, Some((at, reason))) => fill(text.key_suspended, &[("at", at), ("reason", reason)]),
        (None, None) if key.over => fill(text.key_over, &[("added", &key.added), ("ends", &key.ends)]),
        (None, None) => fill(text.key_live, &[("added", &key.added), ("ends", &key.ends)]),
    };
    let used = match &key.used {
        Some(at) => fill(text.key_used, &[("at", at)]),
        None => text.key_not_used.to_owned(),
    };
    view! {
        {state}
        <br/>
        {used}
    }
    .into_any()
}

fn acts(language: Language, view: &RecordView) -> impl IntoView + use<> {
    let text = language.staff_record();
    let own = view.own.then(|| view! { <p>{text.own_record}</p> });
    let links: Vec<_> = view
        .acts
        .iter()
        .map(|act| {
            let words = match act {
                Act::Identity => text.act_identity,
                Act::Details => text.act_details,
                Act::Contact => text.act_contact,
                Act::Invite if view.invited_until.is_some() => text.act_invite_again,
                Act::Invite => text.act_invite,
                Act::Cancel => text.act_cancel,
                Act::NewKey => text.act_new_key,
                Act::Suspend => text.act_suspend,
                Act::Restore => text.act_restore,
                Act::Revoke => text.act_revoke,
                Act::Leave => text.act_leave,
                Act::Return => text.act_return,
            };
            let href = format!("{}/{}", view.address, act.path());
            view! {
                <li>
                    <a class="nhsuk-link" href=href>{words}</a>
                </li>
            }
        })
        .collect();
    let list = if links.is_empty() {
        view! { <p>{text.acts_none}</p> }.into_any()
    } else {
        view! { <ul class="nhsuk-list">{links}</ul> }.into_any()
    };
    view! {
        <h2 class="nhsuk-heading-m" id="acts">{text.acts}</h2>
        {own}
        {list}
    }
}

fn history(language: Language, events: Vec<Event>, audit: Option<String>) -> impl IntoView + use<> {
    let text = language.staff_record();
    let rows: Vec<_> = events
        .into_iter()
        .map(|event| {
            view! {
                <tr class="nhsuk-table__row">
                    <td class="nhsuk-table__cell">{event.at}</td>
                    <td class="nhsuk-table__cell">
                        {actor_words(language, &event.actor, event.officer.as_deref())}
                    </td>
                    <td class="nhsuk-table__cell">{action_words(language, &event.action)}</td>
                </tr>
            }
        })
        .collect();
    let table = if rows.is_empty() {
        view! { <p>{text.history_none}</p> }.into_any()
    } else {
        view! {
            <div class="nhsuk-scroll">
                <div class="nhsuk-scroll__content" role="region" aria-labelledby="history" tabindex="0">
                    <table class="nhsuk-table">
                        <caption class="nhsuk-table__caption nhsuk-u-visually-hidden">{text.history}</caption>
                        <thead class="nhsuk-table__head">
                            <tr class="nhsuk-table__row">
                                <th class="nhsuk-table__header" scope="col">{text.when}</th>
                                <th class="nhsuk-table__header" scope="col">{text.who}</th>
                                <th class="nhsuk-table__header" scope="col">{text.what}</th>
                            </tr>
                        </thead>
                        <tbody class="nhsuk-table__body">{rows}</tbody>
                    </table>
                </div>
            </div>
        }
        .into_any()
    };
    let more = audit.map(|href| view! { <p><a class="nhsuk-link" href=href>{text.whole_history}</a></p> });
    view! {
        <h2 class="nhsuk-heading-m" id="history">{text.history}</h2>
        {table}
        {more}
    }
}
