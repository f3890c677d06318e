//! News above the heading.

use crate::journey::Visit;
use leptos::prelude::*;

/// A banner with one sentence. Good news is an alert and takes the focus that a new page gives; other news is a region.
#[component]
pub(crate) fn NoticeBanner(visit: Visit, success: bool, message: String) -> impl IntoView {
    let parts = visit.language().parts();
    let (class, role, title) = if success {
        ("nhsuk-notification-banner nhsuk-notification-banner--success", "alert", parts.success_title)
    } else {
        ("nhsuk-notification-banner", "region", parts.notice_title)
    };
    view! {
        <div class=class role=role aria-labelledby="notice-title" tabindex="-1">
            <div class="nhsuk-notification-banner__header">
                <h2 class="nhsuk-notification-banner__title" id="notice-title">{title}</h2>
            </div>
            <div class="nhsuk-notification-banner__content">
                <p class="nhsuk-notification-banner__heading">{message}</p>
            </div>
        </div>
    }
}
