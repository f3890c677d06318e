//! The button of a form.

use crate::journey::Visit;
use leptos::prelude::*;

/// How a button looks.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one thing to do on a page.
    #[default]
    Primary,
    /// Everything else.
    Secondary,
}

impl Look {
    /// Class of the button.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "nhsuk-button",
            Self::Secondary => "nhsuk-button nhsuk-button--secondary",
        }
    }
}

/// A submit button that says when its form is under way. It stays focusable meanwhile, so that focus is not lost.
#[component]
pub(crate) fn BusyButton(visit: Visit, path: &'static str, label: &'static str, look: Look) -> impl IntoView {
    let busy = visit.language().parts().busy;
    view! {
        <button class=look.class() type="submit" aria-disabled=move || visit.busy(path).then_some("true")>
            {move || if visit.busy(path) { busy } else { label }}
        </button>
    }
}
