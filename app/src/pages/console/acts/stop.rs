//! Revoking and suspending an access key: what follows, and a reason that the person reads.

use super::Target;
use crate::{
    components::{
        console::{
            field::{Marks, text_area},
            form::{Button, form},
        },
        prose::prose,
    },
    pages::console::{ConsolePage, Problem},
    text::Language,
};
use contract::Site;
use leptos::prelude::*;

/// How a key stops working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// For good.
    Revoke,
    /// For the time being.
    Suspend,
}

impl Stop {
    /// What is wrong with a reason.
    #[must_use]
    pub fn problem(site: &Site, target: &Target, too_long: bool) -> Problem {
        let text = Language::of(site).acts();
        let message = if too_long { text.reason_long } else { text.reason_missing };
        Problem { field: Some("reason"), message: target.fill(message) }
    }
}

/// The page; `reason` is what was entered.
#[must_use]
pub fn stop(site: &Site, how: Stop, target: &Target, reason: String, problems: Vec<Problem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.acts();
    let (act, heading, body, button) = match how {
        Stop::Revoke => ("revoke", text.revoke_heading, text.revoke_body, text.revoke_button),
        Stop::Suspend => ("suspend", text.suspend_heading, text.suspend_body, text.suspend_button),
    };
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let field = text_area(marks, "reason", text.reason, target.fill(text.reason_hint), reason);
    let body = view! {
        {prose(body, &[("name", &target.name)])}
        {form(site, target.act(act), Vec::new(), field, vec![Button::warning(button)], target.record())}
    };
    target.page(site, heading, body).back_to(target.record()).with_problems(problems)
}
