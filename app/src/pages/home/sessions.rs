//! The browsers in which a person is logged in.

use crate::{
    components::{busy_button::Look, endpoint_form::EndpointForm, rich::rich},
    journey::Visit,
    text::fill,
};
use contract::{
    endpoints::{EndSession, EndSessionForm},
    home::SessionLine,
};
use leptos::prelude::*;

/// A row for each, with a button that ends it; this one ends by "Log out" in the header.
#[component]
pub(crate) fn SessionsPage(visit: Visit, sessions: Vec<SessionLine>) -> impl IntoView {
    let text = visit.language().home();
    let hr = visit.site().hr.name;
    let rows: Vec<_> = sessions
        .into_iter()
        .map(|session| {
            let this = session.this.then(|| {
                view! { <p><strong class="nhsuk-tag nhsuk-tag--blue">{text.this_browser}</strong></p> }
            });
            let end = (!session.this).then(|| {
                let about = session.browser.clone();
                let hidden = EndSessionForm { id: session.id };
                view! {
                    <dd class="nhsuk-summary-list__actions">
                        <EndpointForm to=EndSession visit hidden label=text.end_session about look=Look::Small/>
                    </dd>
                }
            });
            view! {
                <div class="nhsuk-summary-list__row" class=("nhsuk-summary-list__row--no-actions", session.this)>
                    <dt class="nhsuk-summary-list__key">{session.browser}</dt>
                    <dd class="nhsuk-summary-list__value">
                        {this}
                        <p>{fill(text.logged_in, &[("time", &session.logged_in)])}</p>
                        <p>{fill(text.used, &[("time", &session.last_used)])}</p>
                    </dd>
                    {end}
                </div>
            }
        })
        .collect();
    view! {
        <p>{rich(text.sessions_lead, &[("hr", &hr)])}</p>
        <dl class="nhsuk-summary-list">{rows}</dl>
    }
}
