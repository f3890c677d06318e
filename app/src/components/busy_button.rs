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
    /// One of several alike, in the rows of a list.
    #[cfg(feature = "ssr")]
    Small,
    /// The last press before something that cannot be taken back.
    #[cfg(feature = "ssr")]
    Warning,
}

impl Look {
    /// Class of the button.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "nhsuk-button",
            Self::Secondary => "nhsuk-button nhsuk-button--secondary",
            #[cfg(feature = "ssr")]
            Self::Small => "nhsuk-button nhsuk-button--secondary nhsuk-button--small",
            #[cfg(feature = "ssr")]
            Self::Warning => "nhsuk-button nhsuk-button--warning",
        }
    }
}

/// A submit button that says when its form is under way. It stays focusable meanwhile, so that focus is not lost.
#[component]
pub(crate) fn BusyButton(
    visit: Visit,
    path: &'static str,
    label: &'static str,
    /// What it is about, for those who hear the button alone.
    about: Option<String>,
    look: Look,
) -> impl IntoView {
    let busy = visit.language().parts().busy;
    let about = about.map(|about| view! { <span class="nhsuk-u-visually-hidden">" "{about}</span> });
    view! {
        <button class=look.class() type="submit" aria-disabled=move || visit.busy(path).then_some("true")>
            {move || if visit.busy(path) { busy } else { label }}
            {about}
        </button>
    }
}
