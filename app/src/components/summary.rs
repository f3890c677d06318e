//! A list of what is known of something: names with values.

use leptos::prelude::*;

/// One row: the name, and the value as it is drawn.
pub(crate) type SummaryRow = (&'static str, AnyView);

/// Draws it.
pub(crate) fn summary_list(rows: Vec<SummaryRow>) -> impl IntoView {
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
    view! { <dl class="nhsuk-summary-list">{rows}</dl> }
}
