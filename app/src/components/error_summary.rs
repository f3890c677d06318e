//! What went wrong, above the heading.

use crate::{browser::focus, text::Language};
use leptos::{either::Either, ev::MouseEvent, prelude::*};

/// A problem, and the id of the field that it is about. Focus comes to it from the code that shows it.
#[component]
pub(crate) fn ErrorSummary(language: Language, message: String, field: Option<&'static str>) -> impl IntoView {
    let item = match field {
        Some(id) => {
            let select = move |event: MouseEvent| {
                event.prevent_default();
                focus::focus_field(id);
            };
            Either::Left(view! { <a href=format!("#{id}") on:click=select>{message}</a> })
        }
        None => Either::Right(message),
    };
    view! {
        <div class="nhsuk-error-summary" tabindex="-1">
            <div role="alert">
                <h2 class="nhsuk-error-summary__heading">{language.parts().problem_heading}</h2>
                <div class="nhsuk-error-summary__body">
                    <ul class="nhsuk-list nhsuk-error-summary__list">
                        <li>{item}</li>
                    </ul>
                </div>
            </div>
        </div>
    }
}
