//! Brief instructions.

use crate::{
    components::{endpoint_form::EndpointForm, live_status::LiveStatus, rich::rich},
    journey::Visit,
};
use contract::{
    endpoints::{Continue, Nothing},
    page::Start,
};
use leptos::prelude::*;

/// What to know before the first step; all of it above the button.
#[component]
pub(crate) fn StartPage(visit: Visit, page: Start) -> impl IntoView {
    let text = visit.language().start();
    let site = visit.site();
    let values = [("organisation", &*site.organisation), ("wallet", &*page.wallet.name)];
    let replaces = page.replaces.then(|| view! { <p>{text.replaces}</p> });
    let stores: Vec<_> = page
        .wallet
        .stores
        .iter()
        .map(|store| view! { <li><a href=store.url.clone()>{store.name.clone()}</a></li> })
        .collect();
    let stores = (!stores.is_empty()).then(|| {
        view! {
            <p>{rich(text.install_from, &values)}</p>
            <ul class="nhsuk-list nhsuk-list--bullet">{stores}</ul>
        }
    });
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.heading}</h1>
        <p>{rich(text.lead, &values)}</p>
        <p>{rich(text.invited, &values)}</p>
        {replaces}
        <h2 class="nhsuk-heading-m">{text.before_heading}</h2>
        <ol class="nhsuk-list nhsuk-list--number">
            <li>{text.have_phone}</li>
            <li>{rich(text.install, &values)}</li>
        </ol>
        {stores}
        <p>{text.several_employers}</p>
        <EndpointForm to=Continue visit hidden=Nothing {} label=visit.language().parts().continue_button/>
        <LiveStatus visit/>
    }
}
