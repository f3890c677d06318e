//! The word for where somebody stands, with its colour. The colour says nothing that the word does not.

use crate::text::Language;
use domain::Status;
use leptos::prelude::*;

/// The word.
pub(crate) const fn status_words(language: Language, status: Status) -> &'static str {
    let text = language.staff();
    match status {
        Status::NotInvited => text.not_invited,
        Status::Invited => text.invited,
        Status::InvitationExpired => text.invitation_expired,
        Status::Active => text.active,
        Status::KeyExpired => text.key_expired,
        Status::Suspended => text.suspended,
        Status::Revoked => text.revoked,
        Status::WaitingForNewKey => text.waiting_for_new_key,
    }
}

/// The word as a tag, and another beside it for somebody who has left.
pub(crate) fn status_tag(language: Language, status: Status, left: bool) -> impl IntoView + use<> {
    let class = match status {
        Status::NotInvited => "nhsuk-tag nhsuk-tag--grey",
        Status::Invited => "nhsuk-tag nhsuk-tag--blue",
        Status::InvitationExpired | Status::KeyExpired => "nhsuk-tag nhsuk-tag--orange",
        Status::Active => "nhsuk-tag nhsuk-tag--green",
        Status::Suspended => "nhsuk-tag nhsuk-tag--purple",
        Status::Revoked => "nhsuk-tag nhsuk-tag--red",
        Status::WaitingForNewKey => "nhsuk-tag nhsuk-tag--yellow",
    };
    let gone = left.then(|| view! { " " <strong class="nhsuk-tag nhsuk-tag--white">{language.staff().left}</strong> });
    view! {
        <strong class=class>{status_words(language, status)}</strong>
        {gone}
    }
}
