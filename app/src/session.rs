//! What lives on the pages of somebody who is logged in: the warning before the session ends, and what a press says while it
//! is under way. The pages themselves are documents, and every answer is another one.

mod clock;
mod presses;

use crate::{
    api::ApiError,
    browser::{focus, timer},
    components::{busy_button::Look, error_summary::ErrorSummary},
    text::{Language, fill},
};
use clock::SessionClock;
use contract::Site;
use leptos::prelude::*;

/// Seconds between two sentences that are spoken; the clock that is seen changes every second.
const SPOKEN_EVERY: u64 = 20;

/// The live part of such a page. It stands in `<div id="app">`, above the heading.
#[component]
pub fn Session(
    /// What a deployment decides.
    site: Site,
    /// Milliseconds until the session ends if nothing is done.
    ends_in: u32,
) -> impl IntoView {
    let language = Language::of(&site);
    let parts = language.parts();
    let failure = RwSignal::new(None);
    let said = RwSignal::new("");
    presses::follow(language, failure, said);
    // The document may say what the last press came to. Whoever has gone on by keyboard already stays there.
    Effect::new(move |_| {
        if focus::focus_is_lost() {
            focus::focus_first(&[".nhsuk-error-summary", ".nhsuk-notification-banner[role=alert]"]);
        }
    });
    let summary = move || {
        failure.get().map(|failure| {
            timer::next_frame(|| focus::focus_first(&[".nhsuk-error-summary"]));
            let message = match failure {
                ApiError::Unreachable => parts.unreachable,
                ApiError::Refused => parts.refused,
            };
            view! { <ErrorSummary language message=message.to_owned() field=None/> }
        })
    };
    view! {
        {summary}
        <p class="nhsuk-u-visually-hidden" role="status">{move || said.get()}</p>
        <SessionWarning language ends_in/>
    }
}

/// A dialog that opens before the session ends (WCAG 2.2, success criterion 2.2.1). Its button, and closing it in any other
/// way, begin the session's time anew.
#[component]
fn SessionWarning(language: Language, ends_in: u32) -> impl IntoView {
    let text = language.session();
    let clock = SessionClock::start(ends_in);
    let left = clock.left;
    let shown = move || {
        let seconds = left.get().unwrap_or_default();
        fill(text.time_left, &[("time", &format!("{}:{:02}", seconds / 60, seconds % 60))])
    };
    let spoken = Memo::new(move |_| left.get().map(|seconds| seconds.div_ceil(SPOKEN_EVERY) * SPOKEN_EVERY));
    let spoken = move || {
        spoken.get().map(|seconds| fill(text.seconds_left, &[("seconds", &seconds.to_string())])).unwrap_or_default()
    };
    let failed = move || clock.failed.get().then(|| language.parts().unreachable);
    view! {
        <dialog
            class="app-dialog"
            id=SessionClock::DIALOG
            aria-labelledby="session-heading"
            aria-describedby="session-words"
            on:close=move |_| clock.closed()
        >
            <h2 class="nhsuk-heading-m" id="session-heading">{text.heading}</h2>
            <p id="session-words">{text.warning}</p>
            <p aria-hidden="true">{shown}</p>
            <p class="nhsuk-u-visually-hidden" role="status">{spoken}</p>
            <p role="alert">{failed}</p>
            <button class=Look::Primary.class() type="button" on:click=move |_| clock.stay()>{text.stay}</button>
        </dialog>
    }
}
