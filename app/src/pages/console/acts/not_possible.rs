//! Why something cannot be done for a person now, and what can.

use super::Target;
use crate::{components::prose::prose, pages::console::ConsolePage, text::Language};
use contract::Site;
use leptos::prelude::*;

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No such person or question.
    Unknown,
    /// The officer is this person.
    OwnRecord,
    /// The person has left.
    Left,
    /// The person has not left.
    WorksHere,
    /// Nobody has confirmed the identity.
    NotConfirmed,
    /// Invitations wait until then.
    OnHold {
        /// For people.
        until: String,
    },
    /// Nothing waits.
    NotOnHold,
    /// There is a key already.
    HasKey,
    /// There is no such key.
    NoKey,
    /// There never was a key.
    NeverHadKey,
    /// There is no open invitation.
    NoInvitation,
    /// The second officer must be another.
    SameOfficer,
}

/// The page; `target` is `None` where there is nobody.
#[must_use]
pub fn not_possible(site: &Site, why: &Why, target: Option<&Target>) -> ConsolePage {
    let text = Language::of(site).act_states();
    let (heading, words, next) = match why {
        Why::Unknown => (text.unknown, text.unknown_body, None),
        Why::OwnRecord => (text.own_record, text.own_record_body, None),
        Why::Left => (text.left, text.left_body, None),
        Why::WorksHere => (text.works_here, text.works_here_body, None),
        Why::NotConfirmed => (text.not_confirmed, text.not_confirmed_body, Some(("identity", text.confirm_identity))),
        Why::OnHold { .. } => (text.on_hold, text.on_hold_body, Some(("ask", text.ask_second))),
        Why::NotOnHold => (text.not_on_hold, text.not_on_hold_body, None),
        Why::HasKey => (text.has_key, text.has_key_body, Some(("new-key", text.provide_key))),
        Why::NoKey => (text.no_key, text.no_key_body, None),
        Why::NeverHadKey => (text.never_had_key, text.never_had_key_body, Some(("invite", text.send_invitation))),
        Why::NoInvitation => (text.no_invitation, text.no_invitation_body, None),
        Why::SameOfficer => (text.same_officer, text.same_officer_body, None),
    };
    let until = if let Why::OnHold { until } = why { until.as_str() } else { "" };
    let name = target.map_or("", |target| target.name.as_str());
    let values = [("name", name), ("until", until)];
    let next = next.zip(target).map(|((act, words), target)| {
        view! { <a class="nhsuk-button" href=target.act(act) draggable="false">{words}</a> }
    });
    let (out, out_words) = match target {
        Some(target) => (target.record(), text.back_to_record),
        None => ("/hr/staff".to_owned(), text.back_to_staff),
    };
    let body = view! {
        {prose(words, &values)}
        {next}
        <p><a href=out>{out_words}</a></p>
    };
    match target {
        Some(target) => target.page(site, heading, body),
        None => ConsolePage::new(heading, body),
    }
}
