//! A field that offers a few values in a list that opens.

use leptos::prelude::*;

/// Draws it; `options` are values and their words.
pub(crate) fn select_field(
    name: &'static str,
    label: &'static str,
    options: Vec<(&str, String)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! {
                <option value=value.to_owned() selected=selected>
                    {words}
                </option>
            }
        })
        .collect();
    view! {
        <div class="nhsuk-form-group">
            <label class="nhsuk-label nhsuk-label--s" for=name>{label}</label>
            <select class="nhsuk-select" id=name name=name>
                {options}
            </select>
        </div>
    }
}
