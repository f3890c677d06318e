//! The way to the step before.

use crate::journey::Visit;
use leptos::prelude::*;

/// A back link with a real address. It stands in a landmark of its own, since it is outside of `<main>`.
#[component]
pub(crate) fn BackLink(visit: Visit, href: &'static str) -> impl IntoView {
    let back = visit.language().parts().back;
    view! {
        <nav aria-label=back>
            <a class="nhsuk-back-link" href=href>{back}</a>
        </nav>
    }
}
