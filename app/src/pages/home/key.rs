//! The state of the key, and what to do when something happens to it.

use crate::{
    components::{rich::rich, summary::summary_list},
    journey::Visit,
};
use contract::home::KeyDetails;
use leptos::prelude::*;

/// A summary, then a heading for each thing that happens to keys.
#[component]
pub(crate) fn KeyPage(visit: Visit, page: KeyDetails) -> impl IntoView {
    let text = visit.language().home();
    let last_used = page.last_used.unwrap_or_else(|| text.never_used.to_owned());
    let active = view! { <strong class="nhsuk-tag nhsuk-tag--green">{text.active}</strong> };
    let rows = vec![
        (text.status, active.into_any()),
        (text.employer, visit.site().organisation.into_any()),
        (text.added, page.added.into_any()),
        (text.last_used, last_used.into_any()),
        (text.ends, page.ends.into_any()),
    ];
    let advice: Vec<_> = [
        (text.new_phone, text.new_phone_words),
        (text.lost_phone, text.lost_phone_words),
        (text.deleted, text.deleted_words),
        (text.not_working, text.not_working_words),
    ]
    .into_iter()
    .map(|(what, words)| view! { <h3 class="nhsuk-heading-s">{what}</h3> <p>{rich(words, &[])}</p> })
    .collect();
    view! {
        {summary_list(rows)}
        <h2 class="nhsuk-heading-m">{text.what_to_do}</h2>
        {advice}
    }
}
