//! Another code, or why not now.

use super::new_code_heading;
use crate::{
    components::{endpoint_form::EndpointForm, list::bullets, live_status::LiveStatus, rich::rich},
    journey::Visit,
};
use contract::{
    endpoints::{SendCode as Send, SendCodeForm},
    page::{NewCode, NewCodeReason, When},
};
use leptos::{either::EitherOf3, prelude::*};

/// A button, or the clock time from which there is one, or who can help.
#[component]
pub(crate) fn NewCodePage(visit: Visit, page: NewCode) -> impl IntoView {
    let site = visit.site();
    let text = visit.language().code();
    let codes = page.codes_in_window.to_string();
    let minutes = page.window_minutes.to_string();
    let time = match &page.when {
        When::At { time } => time.as_str(),
        When::Now | When::AskHr => "",
    };
    let values = [
        ("phone", &*page.phone_ending),
        ("codes", &*codes),
        ("minutes", &*minutes),
        ("hr", &*site.hr.name),
        ("time", time),
    ];
    let paragraph = |sentence: &str| view! { <p>{rich(sentence, &values)}</p> };
    let reason = match page.why {
        NewCodeReason::PersonLocked => Some(text.locked_lead),
        NewCodeReason::Used => Some(text.used_lead),
        NewCodeReason::Asked => match page.when {
            When::Now => None,
            When::At { .. } => Some(text.not_yet_lead),
            When::AskHr => Some(text.not_now_lead),
        },
        NewCodeReason::TooManyTries | NewCodeReason::TooManyCodes => None,
    };
    let action = match &page.when {
        When::Now => {
            let lead = match page.why {
                NewCodeReason::TooManyTries => text.too_many_tries_now,
                _ => text.new_lead,
            };
            EitherOf3::A(view! {
                {paragraph(lead)}
                {paragraph(text.new_limit)}
                <EndpointForm to=Send visit hidden=SendCodeForm { after: page.after } label=text.new_button/>
                <h2 class="nhsuk-heading-m">{text.tips_heading}</h2>
                {bullets(text.tips, &[])}
            })
        }
        When::At { .. } => {
            let again = match page.why {
                NewCodeReason::TooManyTries | NewCodeReason::PersonLocked => text.try_at,
                NewCodeReason::Asked | NewCodeReason::Used | NewCodeReason::TooManyCodes => text.ask_at,
            };
            EitherOf3::B(view! {
                {paragraph(again)}
                <h2 class="nhsuk-heading-m">{text.what_you_can_do}</h2>
                {paragraph(text.wait_or_hr)}
            })
        }
        When::AskHr => EitherOf3::C(paragraph(text.ask_hr)),
    };
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">
            {new_code_heading(visit.language(), &page)}
        </h1>
        {reason.map(paragraph)}
        {action}
        <LiveStatus visit/>
    }
}
