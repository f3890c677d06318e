//! The end of the journey.

use crate::{
    components::{busy_button::Look, endpoint_form::EndpointForm, live_status::LiveStatus, rich::rich},
    journey::Visit,
    text::fill,
};
use contract::{
    endpoints::{NotInApp, Nothing},
    log_in::LOG_IN,
    page::Added,
};
use leptos::prelude::*;

/// What to do with the key now, and what to do if it is not there.
#[component]
pub(crate) fn AddedPage(visit: Visit, page: Added) -> impl IntoView {
    let text = visit.language().added();
    let site = visit.site();
    let values = [("wallet", &*page.wallet.name), ("organisation", &*site.organisation), ("hr", &*site.hr.name)];
    let (log_in_at, log_in) = match &site.portal_url {
        Some(portal) => (portal.clone(), text.log_in),
        None => (LOG_IN.to_owned(), text.log_in_here),
    };
    let missing = page.can_try_again.then(|| {
        view! {
            <h2 class="nhsuk-heading-m">{text.missing_heading}</h2>
            <p>{rich(text.missing, &values)}</p>
            <EndpointForm to=NotInApp visit hidden=Nothing {} label=text.not_in_app look=Look::Secondary/>
        }
    });
    view! {
        <div class="nhsuk-panel">
            <h1 class="nhsuk-panel__heading nhsuk-skip-link-focused-element" tabindex="-1">{text.heading}</h1>
            <div class="nhsuk-panel__body">{fill(text.panel, &values)}</div>
        </div>
        <p>{rich(text.log_in_later, &values)}</p>
        <a class="nhsuk-button" href=log_in_at draggable="false">{log_in}</a>
        <h2 class="nhsuk-heading-m">{text.keep_heading}</h2>
        <ul class="nhsuk-list nhsuk-list--bullet">
            <li>{rich(text.keep_backup, &values)}</li>
            <li>{rich(text.keep_lost, &values)}</li>
        </ul>
        {missing}
        <LiveStatus visit/>
    }
}
