//! The hydrated part of a page: one component, one view per kind of page, and what a router would do.

mod shown;
mod visit;
mod watch;

use crate::{
    browser::{listener::Listener, location},
    components::{back_link::BackLink, error_summary::ErrorSummary},
    pages::{
        key::{
            add_key::AddKeyPage, added::AddedPage, enter_code::EnterCodePage, new_code::NewCodePage,
            send_code::SendCodePage, start::StartPage,
        },
        log_in::LogInPage,
    },
};
use contract::{Page, Site};
use leptos::{either::EitherOf8, prelude::*};
use shown::Shown;

pub(crate) use visit::Visit;
pub(crate) use watch::{Due, watch};

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
    let summary = move || {
        visit.summary().map(|(message, field)| {
            let language = visit.language();
            view! { <ErrorSummary language message field/> }
        })
    };
    view! {
        {back}
        <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
            <div class="nhsuk-grid-row">
                <div class="nhsuk-grid-column-two-thirds">{summary} {move || draw(visit)}</div>
            </div>
        </main>
    }
}

/// One view per kind of page. Not one of the hydrated parts is erased to `AnyView`: each use of that keeps code for
/// hydration in steps, which never runs, and a fifth of the bundle was that code.
fn draw(visit: Visit) -> impl IntoView {
    match visit.shown.get() {
        Shown::Start(page) => EitherOf8::A(view! { <StartPage visit page/> }),
        Shown::SendCode(page) => EitherOf8::B(view! { <SendCodePage visit page/> }),
        Shown::EnterCode(page) => EitherOf8::C(view! { <EnterCodePage visit page/> }),
        Shown::NewCode(page) => EitherOf8::D(view! { <NewCodePage visit page/> }),
        Shown::AddKey(page) => EitherOf8::E(view! { <AddKeyPage visit page=page.into()/> }),
        Shown::Added(page) => EitherOf8::F(view! { <AddedPage visit page/> }),
        Shown::LogIn(page) => EitherOf8::G(view! { <LogInPage visit page=page.into()/> }),
        Shown::Left => EitherOf8::H(()),
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
