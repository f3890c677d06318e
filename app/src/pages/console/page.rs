//! What the pages of the console have in common.

use crate::{
    components::error_summary::ErrorList,
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// Something wrong with what was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the field that it is about, if it is about one.
    pub field: Option<&'static str>,
    /// What to do.
    pub message: String,
}

/// A page: its heading and what stands around it.
pub struct ConsolePage {
    /// First part of the title of the document. Nothing personal is in it.
    pub title: String,
    /// Heading of level 1.
    pub heading: String,
    /// Address of the page before.
    pub back: Option<String>,
    /// What is wrong with what was entered: said above the heading and in the title.
    pub problems: Vec<Problem>,
    /// The whole width, for tables.
    pub wide: bool,
    /// What stands below the heading.
    pub body: AnyView,
}

impl ConsolePage {
    /// A page of the usual width on which nothing went wrong; the heading is its title too.
    pub fn new(heading: impl Into<String>, body: impl IntoAny) -> Self {
        let heading = heading.into();
        Self { title: heading.clone(), heading, back: None, problems: Vec::new(), wide: false, body: body.into_any() }
    }

    /// With another title, where the heading is personal.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// With a link to the page before.
    #[must_use]
    pub fn back_to(mut self, address: impl Into<String>) -> Self {
        self.back = Some(address.into());
        self
    }

    /// As wide as the window allows.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// With what is wrong.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems = problems;
        self
    }
}

/// A section of the console, as the header leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// People and their access keys.
    Staff,
    /// What waits for somebody.
    Waiting,
    /// Who did what.
    Audit,
    /// The officers.
    Officers,
}

impl Section {
    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Staff => "/hr/staff",
            Self::Waiting => "/hr/waiting",
            Self::Audit => "/hr/audit",
            Self::Officers => "/hr/officers",
        }
    }
}

/// The officer who is logged in, as far as every page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Name.
    pub name: String,
    /// The sections that the role may see.
    pub sections: Vec<Section>,
    /// The section of this page.
    pub here: Option<Section>,
    /// Milliseconds until the session ends if nothing is done.
    pub ends_in: u32,
    /// The clock time of that.
    pub ends_at: String,
}

/// Back link and main part.
pub(crate) fn main_part(site: &Site, page: ConsolePage, notice: Option<&'static str>) -> AnyView {
    let language = Language::of(site);
    let parts = language.parts();
    let back = page.back.map(|href| view! { <a class="nhsuk-back-link" href=href>{parts.back}</a> });
    let summary = (!page.problems.is_empty()).then(|| view! { <ErrorList language problems=page.problems/> });
    let banner = notice.map(|sentence| {
        view! {
            <div
                class="nhsuk-notification-banner nhsuk-notification-banner--success"
                role="alert"
                aria-labelledby="notice-title"
                tabindex="-1"
            >
                <div class="nhsuk-notification-banner__header">
                    <h2 class="nhsuk-notification-banner__title" id="notice-title">{parts.success_title}</h2>
                </div>
                <div class="nhsuk-notification-banner__content">
                    <p class="nhsuk-notification-banner__heading">{sentence}</p>
                </div>
            </div>
        }
    });
    let column = if page.wide { "nhsuk-grid-column-full" } else { "nhsuk-grid-column-two-thirds" };
    view! {
        <div class="nhsuk-width-container">
            {back}
            <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
                <div class="nhsuk-grid-row">
                    <div class=column>
                        {summary}
                        {banner}
                        <h1 class="nhsuk-heading-l">{page.heading}</h1>
                        {page.body}
                    </div>
                </div>
            </main>
        </div>
    }
    .into_any()
}

/// The officer's own part of the header.
pub(crate) fn account(site: &Site, desk: &Desk) -> impl IntoView + use<> {
    let language = Language::of(site);
    let text = language.shell();
    view! {
        <nav class="nhsuk-header__account" aria-label=text.account>
            <ul class="nhsuk-header__account-list">
                <li class="nhsuk-header__account-item">
                    <a class="nhsuk-header__account-link" href="/hr/account">{desk.name.clone()}</a>
                </li>
                <li class="nhsuk-header__account-item">
                    <form class="nhsuk-header__account-form" method="post" action="/hr/log-out" novalidate>
                        <button class="nhsuk-header__account-button" type="submit">{text.log_out}</button>
                    </form>
                </li>
            </ul>
        </nav>
    }
}

/// The sections, below the header. There are few, so that they wrap and need no menu.
pub(crate) fn navigation(site: &Site, desk: &Desk) -> impl IntoView + use<> {
    let text = Language::of(site).console();
    let here = desk.here;
    let links: Vec<_> = desk
        .sections
        .iter()
        .map(|section| {
            let words = match section {
                Section::Staff => text.staff,
                Section::Waiting => text.waiting,
                Section::Audit => text.audit,
                Section::Officers => text.officers,
            };
            view! {
                <li class="nhsuk-header__navigation-item">
                    <a
                        class="nhsuk-header__navigation-link"
                        href=section.path()
                        aria-current=(here == Some(*section)).then_some("true")
                    >
                        {words}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="nhsuk-header__navigation" aria-label=text.menu>
            <div class="nhsuk-header__navigation-container nhsuk-width-container">
                <ul class="nhsuk-header__navigation-list">{links}</ul>
            </div>
        </nav>
    }
}

/// What the script of the console shows before the session ends. Without a script the page says when that is.
pub(crate) fn session_end(site: &Site, desk: &Desk) -> impl IntoView + use<> {
    let language = Language::of(site);
    let (text, words) = (language.console(), language.session());
    view! {
        <dialog
            class="app-dialog"
            id="session-warning"
            aria-labelledby="session-heading"
            aria-describedby="session-words"
            data-ends-in=desk.ends_in
            data-left=words.time_left
            data-spoken=words.seconds_left
        >
            <h2 class="nhsuk-heading-m" id="session-heading">{words.heading}</h2>
            <p id="session-words">{words.warning}</p>
            <p id="session-left" aria-hidden="true"></p>
            <p class="nhsuk-u-visually-hidden" id="session-spoken" role="status"></p>
            <form method="post" action="/hr/stay" novalidate>
                <button class="nhsuk-button" type="submit">{words.stay}</button>
            </form>
        </dialog>
        <noscript>
            <div class="nhsuk-width-container nhsuk-u-padding-top-4">
                <p>{fill(text.ends_at, &[("time", &desk.ends_at)])}</p>
                <form method="post" action="/hr/stay" novalidate>
                    <button class="nhsuk-button nhsuk-button--secondary" type="submit">{words.stay}</button>
                </form>
            </div>
        </noscript>
    }
}
