//! News above the heading.

use crate::journey::Visit;
use leptos::prelude::*;

/// A banner with a sentence or several. Good news is an alert and takes the focus that a new page gives; other news is a region.
#[component]
pub(crate) fn NoticeBanner<M: IntoView + 'static>(
    visit: Visit,
    success: bool,
    messages: Vec<M>,
    /// Id of its heading; another one where a page has two banners.
    #[prop(default = "notice-title")]
    id: &'static str,
) -> impl IntoView {
    let parts = visit.language().parts();
    let (class, role, title) = if success {
        ("nhsuk-notification-banner nhsuk-notification-banner--success", "alert", parts.success_title)
    } else {
        ("nhsuk-notification-banner", "region", parts.notice_title)
    };
    let messages: Vec<_> = messages
        .into_iter()
        .map(|message| view! { <p class="nhsuk-notification-banner__heading">{message}</p> })
        .collect();
    view! {
        <div class=class role=role aria-labelledby=id tabindex="-1">
            <div class="nhsuk-notification-banner__header">
                <h2 class="nhsuk-notification-banner__title" id=id>{title}</h2>
            </div>
            <div class="nhsuk-notification-banner__content">
                {messages}
            </div>
        </div>
    }
}
