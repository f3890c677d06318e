//! "I lost my phone": an email with a link that stops the access key, for those who cannot log in any more.

use super::{Plain, plain::values};
use crate::{
    components::{busy_button::Look, contact_details::ContactDetails, prose::prose},
    text::Language,
};
use contract::{Site, log_in::LOST_PHONE};
use leptos::prelude::*;

/// Name and id of the only field.
const FIELD: &str = "email";

/// What is wrong with an email address that was entered. Whether somebody has it is never said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailProblem {
    /// The field was empty.
    Empty,
    /// Not an email address.
    Format,
}

/// The form. `typed` is what stands in its field.
#[must_use]
pub fn ask(site: &Site, problem: Option<EmailProblem>, typed: &str) -> Plain {
    let language = Language::of(site);
    let text = language.reports();
    let message = problem.map(|problem| match problem {
        EmailProblem::Empty => text.email_empty,
        EmailProblem::Format => text.email_format,
    });
    let error = message.map(|message| {
        view! {
            <span class="nhsuk-error-message" id="email-error">
                <span class="nhsuk-u-visually-hidden">{language.parts().error_prefix}</span>
                {message}
            </span>
        }
    });
    let wrong = message.is_some();
    let body = view! {
        {prose(text.ask_lead, &values(site))}
        <form method="post" action=LOST_PHONE novalidate>
            <div class="nhsuk-form-group" class=("nhsuk-form-group--error", wrong)>
                <label class="nhsuk-label nhsuk-label--s" for=FIELD>{text.email_label}</label>
                <div class="nhsuk-hint" id="email-hint">{text.email_hint}</div>
                {error}
                <input
                    class="nhsuk-input"
                    class=("nhsuk-input--error", wrong)
                    id=FIELD
                    name=FIELD
                    type="email"
                    autocomplete="email"
                    spellcheck="false"
                    value=typed.to_owned()
                    aria-describedby=if wrong { "email-hint email-error" } else { "email-hint" }
                />
            </div>
            <button class=Look::Primary.class() type="submit">{text.ask_button}</button>
        </form>
        {prose(text.ask_more, &values(site))}
        <ContactDetails site=site.clone()/>
    };
    Plain { problem: message.map(|message| (message, FIELD)), ..Plain::new(text.ask, body) }
}

/// The answer to every address, known or not.
#[must_use]
pub fn sent(site: &Site) -> Plain {
    let text = Language::of(site).reports();
    Plain::text(site, text.sent, text.sent_body, true)
}
