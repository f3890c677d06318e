//! "Provide new access key": why, and what follows from it.

use super::Target;
use crate::{
    components::{
        console::{
            field::{Choice, Marks, radio_field},
            form::{Button, form},
        },
        prose::prose,
        summary::summary_list,
    },
    pages::console::{ConsolePage, Problem},
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// Why somebody needs a new key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A new phone.
    NewPhone,
    /// The key was deleted.
    Deleted,
    /// The key does not work.
    NotWorking,
    /// The phone was lost or stolen.
    LostPhone,
}

impl Wish {
    /// Every reason, in the order in which they are offered.
    const ALL: [Self; 4] = [Self::LostPhone, Self::NewPhone, Self::Deleted, Self::NotWorking];

    /// Its name in the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewPhone => "new-phone",
            Self::Deleted => "deleted",
            Self::NotWorking => "not-working",
            Self::LostPhone => "lost-phone",
        }
    }

    /// In words, in the middle of a sentence.
    pub(super) fn words(self, language: Language) -> &'static str {
        let text = language.acts();
        match self {
            Self::NewPhone => text.wish_new_phone,
            Self::Deleted => text.wish_deleted,
            Self::NotWorking => text.wish_not_working,
            Self::LostPhone => text.wish_lost,
        }
    }
}

/// What the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// Who.
    pub target: Target,
    /// Email address.
    pub email: String,
    /// End of the phone number.
    pub phone_ending: String,
    /// When the link stops working, for people.
    pub expires: String,
    /// The newest invitation: a press counts only while it is the newest. Empty: there is none.
    pub after: String,
    /// There is an open invitation, whose link stops working.
    pub open: bool,
    /// They hold a key.
    pub has_key: bool,
    /// It is suspended.
    pub suspended: bool,
    /// A second officer has to agree.
    pub needs_second: bool,
    /// What they told us.
    pub wish: Option<Wish>,
}

impl NewKey {
    /// What is wrong with a form without a reason.
    #[must_use]
    pub fn no_reason(site: &Site) -> Problem {
        Problem { field: Some("reason"), message: Language::of(site).acts().key_reason_missing.to_owned() }
    }
}

/// The page.
#[must_use]
pub fn new_key(site: &Site, page: NewKey, problems: Vec<Problem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.acts();
    let target = page.target;
    let rows = vec![(text.email, page.email), (text.phone_ending, page.phone_ending), (text.link_until, page.expires)];
    let mut said = vec![target.fill(text.key_body)];
    if let Some(wish) = page.wish {
        said.insert(0, fill(text.key_wish, &[("reason", wish.words(language))]));
    }
    let more = [
        (page.has_key, text.key_replaces),
        (page.suspended, text.key_suspended),
        (page.open, text.key_open),
        (page.needs_second, text.key_second),
    ];
    said.extend(more.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()));
    let said: Vec<_> = said.iter().map(|words| prose(words, &[])).collect();
    let choices = Wish::ALL
        .into_iter()
        .map(|wish| {
            let label = match wish {
                Wish::NewPhone => text.key_new_phone,
                Wish::Deleted => text.key_deleted,
                Wish::NotWorking => text.key_not_working,
                Wish::LostPhone => text.key_lost,
            };
            let hint = match wish {
                _ if !page.has_key => text.key_none,
                Wish::LostPhone => text.key_now,
                Wish::NewPhone | Wish::Deleted | Wish::NotWorking => text.key_later,
            };
            Choice { value: wish.name(), label, hint: hint.to_owned() }
        })
        .collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let field = radio_field(marks, "reason", text.key_reason, choices, page.wish.map_or("", Wish::name));
    let button = if page.needs_second { text.key_ask_button } else { text.key_button };
    let body = view! {
        {summary_list(rows)}
        {said}
        {form(
            site,
            target.act("new-key"),
            vec![("after", page.after)],
            field,
            vec![Button::plain(button)],
            target.record(),
        )}
    };
    target.page(site, text.key_heading, body).back_to(target.record()).with_problems(problems)
}
