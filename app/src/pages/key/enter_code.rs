//! The code field.

use super::code_problem;
use crate::{
    components::{
        code_field::CodeField, endpoint_form::FieldsForm, live_status::LiveStatus, notice_banner::NoticeBanner,
        rich::rich,
    },
    journey::Visit,
    text::fill,
};
use contract::{
    endpoints::EnterCode as Check,
    page::{CodeNotice, EnterCode, HELP, NEW_CODE},
};
use leptos::prelude::*;

/// The code field stays while its page changes, so that what was typed stays too.
#[component]
pub(crate) fn EnterCodePage(visit: Visit, page: ArcRwSignal<EnterCode>) -> impl IntoView {
    let text = visit.language().code();
    let page = RwSignal::from(page);
    // Never beside an error summary.
    let notice = move || {
        page.with(|page| {
            page.notice.as_ref().filter(|_| page.problem.is_none()).map(|notice| {
                let (success, message) = match notice {
                    CodeNotice::SentAgain => (true, text.sent_again.to_owned()),
                    CodeNotice::JustSent { again_at } => (false, fill(text.just_sent, &[("time", again_at)])),
                };
                view! { <NoticeBanner visit success messages=vec![message]/> }
            })
        })
    };
    let problem = Signal::derive(move || {
        page.with(|page| page.problem.as_ref().map(|problem| code_problem(visit.language(), problem)))
    });
    let lead = move || page.with(|page| rich(text.enter_lead, &[("phone", &page.phone_ending)]));
    let expiry = move || page.with(|page| fill(text.enter_expiry, &[("minutes", &page.code_minutes.to_string())]));
    view! {
        {notice}
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.enter_heading}</h1>
        <p>{lead}</p>
        <p>{expiry}</p>
        <FieldsForm to=Check visit label=visit.language().parts().continue_button>
            <CodeField visit problem/>
        </FieldsForm>
        <ul class="nhsuk-list">
            <li><a href=NEW_CODE>{text.get_new}</a></li>
            <li><a href=format!("{HELP}#no-text")>{text.no_text}</a></li>
        </ul>
        <LiveStatus visit/>
    }
}
