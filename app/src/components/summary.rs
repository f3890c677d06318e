//! A list of what is known of something: names with values.

use leptos::prelude::*;

/// Draws it, a row for each name with its value.
pub(crate) fn summary_list<V: IntoView + 'static>(rows: Vec<(&'static str, V)>) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div class="nhsuk-summary-list__row">
                    <dt class="nhsuk-summary-list__key">{name}</dt>
                    <dd class="nhsuk-summary-list__value">{value}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="nhsuk-summary-list">{rows}</dl> }.into_any()
}
