//! Help that opens in place.

use leptos::prelude::*;

/// A summary to select, and what it opens. For help only: nothing that is needed to go on.
#[component]
pub(crate) fn Details<C: IntoView + 'static>(summary: &'static str, children: TypedChildren<C>) -> impl IntoView {
    view! {
        <details class="nhsuk-details">
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{summary}</span>
            </summary>
            <div class="nhsuk-details__text">{children.into_inner()()}</div>
        </details>
    }
}
