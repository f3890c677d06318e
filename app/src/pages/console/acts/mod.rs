//! What HR does for a person: each page says what will happen before its button does it.

mod approvals;
mod confirm;
mod contact;
mod done;
mod invite;
mod new_key;
mod not_possible;
mod stop;

pub use approvals::{Answer, Asked, Question, QuestionLine, approval, approvals, ask};
pub use confirm::{Confirm, confirm};
pub use contact::{ContactCheck, ContactForm, contact, contact_check};
pub use done::ActDone;
pub use invite::{Invite, invite, invite_all};
pub use new_key::{NewKey, Wish, new_key};
pub use not_possible::{Why, not_possible};
pub use stop::{Stop, stop};

use super::ConsolePage;
use crate::text::{Language, fill};
use contract::Site;
use leptos::prelude::IntoAny;

/// Whom a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As addresses name the person.
    pub id: String,
    /// Given name and family name.
    pub name: String,
}

impl Target {
    /// Address of the person's record.
    #[must_use]
    pub fn record(&self) -> String {
        format!("/hr/staff/{}", self.id)
    }

    /// Address of an act on the person.
    pub(in crate::pages::console) fn act(&self, act: &str) -> String {
        format!("/hr/staff/{}/{act}", self.id)
    }

    pub(in crate::pages::console) fn fill(&self, sentence: &str) -> String {
        fill(sentence, &[("name", &self.name)])
    }

    /// A page about the person, who is named in its heading but not in its title: browsers keep titles.
    pub(in crate::pages::console) fn page(&self, site: &Site, heading: &str, body: impl IntoAny) -> ConsolePage {
        let mut title = fill(heading, &[("name", Language::of(site).console().this_person)]);
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        ConsolePage::new(self.fill(heading), body).titled(title)
    }
}
