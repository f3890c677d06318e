//! Where somebody is on the way to an access key, and what to do where they are stuck.

use crate::text::{Language, fill};
use domain::Step;
use leptos::prelude::*;

/// The way somebody has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayView {
    /// The steps that were taken, with their times; `None`: it is no longer known.
    pub taken: Vec<(Step, Option<String>)>,
    /// The step that is next, and why it is not taken.
    pub stuck: Option<(Step, HitchView)>,
}

/// Why somebody does not come past a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HitchView {
    /// It is for the person to take it.
    Waits,
    /// The invitation's time is up.
    Expired,
    /// The invitation was ended.
    Ended,
    /// The invitation is locked.
    Locked,
    /// No codes can be entered before.
    LockedUntil(String),
    /// The message is on its way.
    BeingSent,
    /// It was given up, for this reason.
    NotSent(Option<String>),
    /// So many codes were wrong.
    WrongCodes(i32),
    /// The wallet does not hold the key.
    WalletFailed,
}

/// Draws it.
pub(crate) fn way(language: Language, name: &str, seen: Option<WayView>) -> impl IntoView + use<> {
    let text = language.staff_record();
    let Some(WayView { taken, stuck }) = seen else {
        return view! {
            <h2 class="nhsuk-heading-m" id="way">{text.way}</h2>
            <p>{text.way_none}</p>
        }
        .into_any();
    };
    let taken: Vec<_> = taken
        .into_iter()
        .map(|(step, at)| {
            let at = at.unwrap_or_else(|| text.time_unknown.to_owned());
            view! {
                <li>
                    <strong class="nhsuk-tag nhsuk-tag--green">{text.done}</strong>
                    " "
                    {step_words(language, step)}
                    ", "
                    {at}
                </li>
            }
        })
        .collect();
    let stuck = stuck.map(|(step, hitch)| {
        // Waiting for a message to go out, or for the first log in, is no trouble.
        let (class, words) = match (step, &hitch) {
            (_, HitchView::BeingSent) | (Step::Used, HitchView::Waits) => ("nhsuk-tag nhsuk-tag--grey", text.next),
            _ => ("nhsuk-tag nhsuk-tag--orange", text.stuck_here),
        };
        view! {
            <li>
                <strong class=class>{words}</strong>
                " "
                {step_words(language, step)}
                <p>{hitch_words(language, step, hitch)}</p>
            </li>
        }
    });
    view! {
        <h2 class="nhsuk-heading-m" id="way">{text.way}</h2>
        <p>{fill(text.way_after, &[("name", name)])}</p>
        <ol class="nhsuk-list nhsuk-list--number">{taken} {stuck}</ol>
    }
    .into_any()
}

const fn step_words(language: Language, step: Step) -> &'static str {
    let text = language.staff_record();
    match step {
        Step::Invited => text.step_invited,
        Step::EmailSent => text.step_email,
        Step::LinkOpened => text.step_opened,
        Step::CodeSent => text.step_code_sent,
        Step::CodeRight => text.step_code_right,
        Step::QrShown => text.step_shown,
        Step::Scanned => text.step_scanned,
        Step::KeyAdded => text.step_added,
        Step::Confirmed => text.step_confirmed,
        Step::Used => text.step_used,
    }
}

fn hitch_words(language: Language, step: Step, hitch: HitchView) -> String {
    let text = language.staff_record();
    match hitch {
        HitchView::Expired => text.hitch_expired.to_owned(),
        HitchView::Ended => text.hitch_ended.to_owned(),
        HitchView::Locked => text.hitch_locked.to_owned(),
        HitchView::LockedUntil(until) => fill(text.hitch_locked_until, &[("until", &until)]),
        HitchView::BeingSent => text.hitch_sending.to_owned(),
        HitchView::NotSent(reason) => {
            fill(text.hitch_not_sent, &[("reason", reason.as_deref().unwrap_or(text.no_reason))])
        }
        HitchView::WrongCodes(count) => fill(text.hitch_wrong_codes, &[("count", &count.to_string())]),
        HitchView::WalletFailed => text.hitch_wallet.to_owned(),
        HitchView::Waits => match step {
            Step::Invited | Step::EmailSent => text.wait_email,
            Step::LinkOpened => text.wait_opened,
            Step::CodeSent => text.wait_code_sent,
            Step::CodeRight => text.wait_code_right,
            Step::QrShown => text.wait_shown,
            Step::Scanned => text.wait_scanned,
            Step::KeyAdded | Step::Confirmed => text.wait_added,
            Step::Used => text.wait_used,
        }
        .to_owned(),
    }
}
