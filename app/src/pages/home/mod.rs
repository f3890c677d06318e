//! The pages of somebody who is logged in.

mod key;
mod new_key;
mod notifications;
mod overview;
mod sessions;

use crate::{
    components::{
        back_link::BackLink, busy_button::Look, endpoint_form::EndpointForm, error_summary::ErrorSummary,
        list::bullets, notice_banner::NoticeBanner, rich::rich,
    },
    journey::Visit,
    session::Session,
    text::{Language, fill},
};
use contract::{
    endpoints::{Nothing, ReportLostPhone, StayLoggedIn},
    home::{HOME, HOME_KEY, Home, HomeNotice, HomeView},
};
use key::KeyPage;
use leptos::{either::EitherOf6, prelude::*};
use new_key::{NewKeyPage, REASON};
use notifications::NotificationsPage;
use overview::OverviewPage;
use sessions::SessionsPage;

/// One of them: back link and main part. What lives in it is [`Session`]; the rest never changes.
#[component]
pub(crate) fn HomePage(visit: Visit, page: Home) -> impl IntoView {
    let language = visit.language();
    let text = language.home();
    let Home { ends_in, ends_at, notice, view, .. } = page;
    let heading = heading(language, &view);
    let missing = notice == Some(HomeNotice::ReasonMissing);
    let summary = missing.then(|| {
        view! { <ErrorSummary language message=text.reason_missing.to_owned() field=Some(REASON)/> }
    });
    let hr = visit.site().hr.name;
    let banner = notice.and_then(|notice| {
        let (success, sentence) = match notice {
            HomeNotice::NewKeyAsked => (true, text.asked),
            HomeNotice::NewKeyAskedBefore => (false, text.asked_before),
            HomeNotice::SessionEnded => (true, text.session_ended),
            HomeNotice::NotificationsSaved => (true, text.saved),
            // Said in the error summary.
            HomeNotice::ReasonMissing => return None,
        };
        let messages = vec![fill(sentence, &[("hr", &hr)])];
        Some(view! { <NoticeBanner visit success messages/> })
    });
    let back = back_to(&view).map(|href| view! { <BackLink visit href/> });
    let body = match view {
        HomeView::Overview(page) => EitherOf6::A(view! { <OverviewPage visit page/> }),
        HomeView::Key(page) => EitherOf6::B(view! { <KeyPage visit page/> }),
        HomeView::NewKey { asked } => EitherOf6::C(view! { <NewKeyPage visit asked missing/> }),
        HomeView::LostPhone => EitherOf6::D(view! { <LostPhonePage visit/> }),
        HomeView::Sessions(sessions) => EitherOf6::E(view! { <SessionsPage visit sessions/> }),
        HomeView::Notifications(page) => EitherOf6::F(view! { <NotificationsPage visit page/> }),
    };
    view! {
        {back}
        <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
            <div class="nhsuk-grid-row">
                <div class="nhsuk-grid-column-two-thirds">
                    <div id="app"><Session site=visit.site() ends_in/></div>
                    {summary}
                    {banner}
                    <h1 class="nhsuk-heading-l">{heading}</h1>
                    {body}
                    // Without JavaScript; with it there is a warning in time.
                    <noscript>
                        <p>{fill(text.ends_at, &[("time", &ends_at)])}</p>
                        <EndpointForm to=StayLoggedIn visit hidden=Nothing {} label=text.stay look=Look::Secondary/>
                    </noscript>
                </div>
            </div>
        </main>
    }
}

/// What will happen, and the button that does it.
#[component]
fn LostPhonePage(visit: Visit) -> impl IntoView {
    let text = visit.language().home();
    let hr = visit.site().hr.name;
    view! {
        <p>{text.report_lead}</p>
        {bullets(text.report_will, &[("hr", &hr)])}
        <p>{rich(text.report_instead, &[])}</p>
        <EndpointForm to=ReportLostPhone visit hidden=Nothing {} label=text.report_button look=Look::Warning/>
        <p><a href=HOME_KEY>{text.cancel}</a></p>
    }
}

/// The heading of a page.
pub(crate) const fn heading(language: Language, view: &HomeView) -> &'static str {
    let text = language.home();
    match view {
        HomeView::Overview(_) => text.heading,
        HomeView::Key(_) => text.key,
        HomeView::NewKey { .. } => text.new_key,
        HomeView::LostPhone => text.report,
        HomeView::Sessions(_) => text.sessions,
        HomeView::Notifications(_) => text.notifications,
    }
}

/// The page before a page.
pub(crate) const fn back_to(view: &HomeView) -> Option<&'static str> {
    match view {
        HomeView::Overview(_) => None,
        HomeView::NewKey { .. } | HomeView::LostPhone => Some(HOME_KEY),
        HomeView::Key(_) | HomeView::Sessions(_) | HomeView::Notifications(_) => Some(HOME),
    }
}
