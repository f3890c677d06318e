//! Things to do and where to go.

use crate::{
    components::{notice_banner::NoticeBanner, rich::rich},
    journey::Visit,
    text::fill,
};
use contract::home::{Banner, HOME_KEY, HOME_NOTIFICATIONS, HOME_SESSIONS, Overview};
use leptos::prelude::*;

/// One banner with the things to do, and a card for each place.
#[component]
pub(crate) fn OverviewPage(visit: Visit, page: Overview) -> impl IntoView {
    let text = visit.language().home();
    let site = visit.site();
    let values = [("organisation", &*site.organisation)];
    let things: Vec<_> = page
        .banners
        .iter()
        .map(|banner| match banner {
            Banner::KeyEndsSoon { date } => rich(text.key_ends_soon, &[("date", date)]),
            Banner::NewKeyWaits { until } => rich(text.new_key_waits, &[("until", until)]),
            Banner::NewKeyAsked { date } => rich(text.new_key_asked, &[("date", date)]),
        })
        .collect();
    let banner =
        (!things.is_empty()).then(|| view! { <NoticeBanner visit success=false messages=things id="things-to-do"/> });
    let cards: Vec<_> = site
        .portal_url
        .iter()
        .map(|portal| (portal.as_str(), text.portal, text.portal_words))
        .chain([
            (HOME_KEY, text.key, text.key_words),
            (HOME_SESSIONS, text.sessions, text.sessions_words),
            (HOME_NOTIFICATIONS, text.notifications, text.notifications_words),
        ])
        .map(|(href, words, more)| {
            view! {
                <div class="nhsuk-card nhsuk-card--clickable">
                    <div class="nhsuk-card__content">
                        <h2 class="nhsuk-card__heading nhsuk-heading-m">
                            <a class="nhsuk-card__link" href=href.to_owned()>{words}</a>
                        </h2>
                        <p class="nhsuk-card__description">{fill(more, &values)}</p>
                    </div>
                </div>
            }
        })
        .collect();
    view! {
        <p>{fill(text.lead, &values)}</p>
        {banner}
        {cards}
    }
}
