//! Lists.

use super::rich::rich;
use leptos::prelude::*;

/// Numbered steps; each may have marks.
pub(crate) fn steps(steps: &[String]) -> impl IntoView + use<> {
    let items: Vec<_> = steps.iter().map(|step| view! { <li>{rich(step, &[])}</li> }).collect();
    view! { <ol class="nhsuk-list nhsuk-list--number">{items}</ol> }
}

/// Bullets, from a text with one line `- …` each.
pub(crate) fn bullets(lines: &str, values: &[(&str, &str)]) -> impl IntoView + use<> {
    let items: Vec<_> = lines
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- "))
        .map(|line| view! { <li>{rich(line, values)}</li> })
        .collect();
    view! { <ul class="nhsuk-list nhsuk-list--bullet">{items}</ul> }
}
