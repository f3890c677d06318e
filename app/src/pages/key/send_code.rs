//! Before the first code.

use crate::{
    components::{endpoint_form::EndpointForm, live_status::LiveStatus, rich::rich},
    journey::Visit,
};
use contract::{
    endpoints::{SendCode as Send, SendCodeForm},
    page::{HELP_PHONE, SendCode},
};
use leptos::prelude::*;

/// Says where a code will go; only the button sends it.
#[component]
pub(crate) fn SendCodePage(visit: Visit, page: SendCode) -> impl IntoView {
    let text = visit.language().code();
    let hidden = SendCodeForm { after: page.after };
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.send_heading}</h1>
        <p>{rich(text.send_lead, &[("phone", &page.phone_ending)])}</p>
        <EndpointForm to=Send visit hidden label=visit.language().parts().continue_button/>
        <p><a href=HELP_PHONE>{text.not_my_number}</a></p>
        <LiveStatus visit/>
    }
}
