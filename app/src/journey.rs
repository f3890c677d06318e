//! The hydrated part of a page: one component, one view per kind of page, and what a router would do.

mod shown;
mod visit;
mod watch;

use crate::{
    browser::{listener::Listener, location},
    components::{back_link::BackLink, error_summary::ErrorSummary},
    pages::key::{
        add_key::AddKeyPage, added::AddedPage, enter_code::EnterCodePage, new_code::NewCodePage,
        send_code::SendCodePage, start::StartPage,
    },
};
use contract::{Page, Site};
use leptos::prelude::*;
use shown::Shown;

pub(crate) use visit::Visit;
pub(crate) use watch::watch;

/// The journey of one employee in one tab: back link and main part of the page.
///
/// It stands in `<div id="app">`. The `<main>` stays for as long as the document does; its content follows the page.
#[component]
pub fn Journey(
    /// What a deployment decides.
    site: Site,
    /// What the server found that this browser should see.
    page: Page,
) -> impl IntoView {
    let visit = Visit::new(site, page);
    // What belongs to a browser's thread is made in effects only: the server may drop a page on another thread.
    Effect::new(move |_| {
        visit.ready.set(true);
        StoredValue::new_local(follow_history(visit));
    });
    let back = move || visit.shown.with(|shown| back_to(shown).map(|href| view! { <BackLink visit href/> }));
    let summary = move || visit.summary().map(|(message, field)| view! { <ErrorSummary visit message field/> });
    // Erased, because the compiler's limit on nested types is nearer than it looks.
    let content = view! { {summary} {move || draw(visit)} }.into_any();
    view! {
        {back}
        <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
            <div class="nhsuk-grid-row">
                <div class="nhsuk-grid-column-two-thirds">{content}</div>
            </div>
        </main>
    }
    .into_any()
}

/// One view per kind of page.
fn draw(visit: Visit) -> AnyView {
    match visit.shown.get() {
        Shown::Start(page) => view! { <StartPage visit page/> }.into_any(),
        Shown::SendCode(page) => view! { <SendCodePage visit page/> }.into_any(),
        Shown::EnterCode(page) => view! { <EnterCodePage visit page/> }.into_any(),
        Shown::NewCode(page) => view! { <NewCodePage visit page/> }.into_any(),
        Shown::AddKey(page) => view! { <AddKeyPage visit page=page.into()/> }.into_any(),
        Shown::Added(page) => view! { <AddedPage visit page/> }.into_any(),
        Shown::Left => ().into_any(),
    }
}

/// The step before this one, where going back makes sense: not after a step that happens once.
fn back_to(shown: &Shown) -> Option<&'static str> {
    match shown {
        Shown::SendCode(_) => Some(contract::page::START),
        Shown::NewCode(page) if page.why == contract::page::NewCodeReason::Asked => Some(contract::page::ENTER_CODE),
        _ => None,
    }
}

/// Back and Forward: the server says what the page of that step is now. A jump within the page changes nothing.
fn follow_history(visit: Visit) -> Listener {
    Listener::window("popstate", move || {
        if location::path() != visit.path() {
            leptos::task::spawn_local(async move {
                if visit.look(true).await.is_err() {
                    // The browser's own page for "no connection" is better than a page of another step.
                    location::leave(&location::path());
                }
            });
        }
    })
}
