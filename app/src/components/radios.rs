//! One choice of several.

use crate::journey::Visit;
use leptos::prelude::*;

/// Radios with a question above them; the first has the id `name`, to which an error summary leads. The browser owns which
/// one is chosen.
#[component]
pub(crate) fn Radios(
    visit: Visit,
    name: &'static str,
    legend: &'static str,
    /// Value and words of each.
    choices: Vec<(&'static str, String)>,
    /// Value of the one that is chosen at first.
    chosen: Option<&'static str>,
    problem: Option<&'static str>,
) -> impl IntoView {
    let error = format!("{name}-error");
    let described_by = problem.is_some().then(|| error.clone());
    let message = problem.map(|message| {
        view! {
            <span class="nhsuk-error-message" id=error>
                <span class="nhsuk-u-visually-hidden">{visit.language().parts().error_prefix}</span>
                {message}
            </span>
        }
    });
    let items: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, (value, words))| {
            let id = if index == 0 { name.to_owned() } else { format!("{name}-{value}") };
            view! {
                <div class="nhsuk-radios__item">
                    <input
                        class="nhsuk-radios__input"
                        id=id.clone()
                        name=name
                        type="radio"
                        value=value
                        checked=chosen == Some(value)
                    />
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{words}</label>
                </div>
            }
        })
        .collect();
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", problem.is_some())>
            <fieldset class="nhsuk-fieldset" aria-describedby=described_by>
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{legend}</legend>
                {message}
                <div class="nhsuk-radios">{items}</div>
            </fieldset>
        </div>
    }
}
