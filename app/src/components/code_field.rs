//! The field for the security code.

use crate::journey::Visit;
use leptos::prelude::*;

/// One field, never six; nothing in it keeps a code with spaces from being pasted. The browser owns its value: what was
/// typed before the page came to life stays.
#[component]
pub(crate) fn CodeField(visit: Visit, #[prop(into)] problem: Signal<Option<String>>) -> impl IntoView {
    let text = visit.language().code();
    let prefix = visit.language().parts().error_prefix;
    let wrong = move || problem.with(Option::is_some);
    let message = move || {
        problem.get().map(|message| {
            view! {
                <span class="nhsuk-error-message" id="code-error">
                    <span class="nhsuk-u-visually-hidden">{prefix}</span>
                    {message}
                </span>
            }
        })
    };
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", wrong)>
            <label class="nhsuk-label nhsuk-label--s" for="code">{text.label}</label>
            <div class="nhsuk-hint" id="code-hint">{text.hint}</div>
            {message}
            <input
                class="nhsuk-input nhsuk-input--code nhsuk-input--width-5"
                class=("nhsuk-input--error", wrong)
                id="code"
                name="code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                spellcheck="false"
                aria-describedby=move || if wrong() { "code-hint code-error" } else { "code-hint" }
            />
        </div>
    }
}
