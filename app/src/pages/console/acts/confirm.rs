//! "Do you want this?": pages that say what will happen and have one button.

use super::Target;
use crate::{
    components::{
        console::form::{Button, form},
        prose::prose,
    },
    pages::console::ConsolePage,
    text::Language,
};
use contract::Site;
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Whether the invitation is to be cancelled.
    Cancel,
    /// Whether a suspended key is to work again.
    Restore,
    /// Whether the person has left.
    Leave,
    /// Whether the person is back.
    Return,
}

/// The page.
#[must_use]
pub fn confirm(site: &Site, what: Confirm, target: &Target) -> ConsolePage {
    let text = Language::of(site).acts();
    let (act, heading, body, button) = match what {
        Confirm::Cancel => ("cancel", text.cancel_heading, text.cancel_body, Button::warning(text.cancel_button)),
        Confirm::Restore => ("restore", text.restore_heading, text.restore_body, Button::plain(text.restore_button)),
        Confirm::Leave => ("leave", text.leave_heading, text.leave_body, Button::warning(text.leave_button)),
        Confirm::Return => ("return", text.return_heading, text.return_body, Button::plain(text.return_button)),
    };
    let body = view! {
        {prose(body, &[("name", &target.name)])}
        {form(site, target.act(act), Vec::new(), ().into_any(), vec![button], target.record())}
    };
    target.page(site, heading, body).back_to(target.record())
}
