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

/// Several problems, each with a link to its field, in a document without the bundle.
#[cfg(feature = "ssr")]
#[component]
pub(crate) fn ErrorList(language: Language, problems: Vec<crate::pages::console::Problem>) -> impl IntoView {
    let items: Vec<_> = problems
        .into_iter()
        .map(|problem| match problem.field {
            Some(field) => view! { <li><a href=format!("#{field}")>{problem.message}</a></li> }.into_any(),
            None => view! { <li>{problem.message}</li> }.into_any(),
        })
        .collect();
    view! {
        <div class="nhsuk-error-summary" tabindex="-1">
            <div role="alert">
                <h2 class="nhsuk-error-summary__heading">{language.parts().problem_heading}</h2>
                <div class="nhsuk-error-summary__body">
                    <ul class="nhsuk-list nhsuk-error-summary__list">{items}</ul>
                </div>
            </div>
        </div>
    }
}
