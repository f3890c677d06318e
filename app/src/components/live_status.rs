//! The one live region of a page.

use crate::journey::Visit;
use leptos::prelude::*;

/// What a screen reader says by itself, politely, when it changes. The region is there before its text is: regions that
/// come with their text are often not spoken. With `state` it is seen too and shows how far things are; without, it
/// only says what `Visit::said` holds.
#[component]
pub(crate) fn LiveStatus(visit: Visit, #[prop(optional, into)] state: Option<Signal<String>>) -> impl IntoView {
    let class = if state.is_some() { "app-wallet-status" } else { "nhsuk-u-visually-hidden" };
    let state = state.map(|state| view! { <span>{move || state.get()}</span> " " });
    view! {
        <div class=class id="status" role="status" aria-atomic="false">
            <p>{state} <span>{move || visit.said.get()}</span></p>
        </div>
    }
}
