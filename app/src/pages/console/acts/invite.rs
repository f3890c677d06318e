//! Sending invitations: to one person, and to everybody who waits for their first.

use super::Target;
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

/// What is sent to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
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
    /// There is an open one, whose link stops working.
    pub again: bool,
}

/// The page for one person.
#[must_use]
pub fn invite(site: &Site, invite: Invite) -> ConsolePage {
    let text = Language::of(site).acts();
    let Invite { target, email, phone_ending, expires, after, again } = invite;
    let heading = if again { text.invite_again_heading } else { text.invite_heading };
    let name = [("name", target.name.as_str())];
    let rows = vec![(text.email, email), (text.phone_ending, phone_ending), (text.link_until, expires)];
    let body = view! {
        {summary_list(rows)}
        {prose(text.invite_body, &name)}
        {again.then(|| prose(text.invite_again_body, &name))}
        {form(
            site,
            target.act("invite"),
            vec![("after", after)],
            ().into_any(),
            vec![Button::plain(text.invite_button)],
            target.record(),
        )}
    };
    target.page(site, heading, body).back_to(target.record())
}

/// The page for everybody who waits for their first invitation.
#[must_use]
pub fn invite_all(site: &Site, count: usize) -> ConsolePage {
    let text = Language::of(site).acts();
    let said = match count {
        0 => text.all_none.to_owned(),
        1 => text.all_one.to_owned(),
        _ => fill(text.all_many, &[("count", &count.to_string())]),
    };
    let press = (count > 0).then(|| {
        let button = vec![Button::plain(text.all_button)];
        view! {
            {prose(text.all_body, &[])}
            {form(site, "/hr/staff/invite-all".to_owned(), Vec::new(), ().into_any(), button, "/hr/staff".to_owned())}
        }
    });
    ConsolePage::new(text.all_heading, view! { <p>{said}</p> {press} }).back_to("/hr/staff")
}
