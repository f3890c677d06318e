//! Whole documents: one shell with the bundle for the pages of the journey, one without for everything else.

use crate::{
    components::error_summary::ErrorSummary,
    journey::{Journey, Visit},
    pages::{
        Plain,
        console::{self, ConsolePage, Desk, Notice},
        home::{self, HomePage},
        names::{has_problem, heading, title},
    },
    text::Language,
};
use contract::{
    Endpoint, Page, Site,
    endpoints::LogOut,
    home::{Home, HomeNotice},
    page,
};
use leptos::{nonce::use_nonce, prelude::*};

/// What documents are made with; the bundle's addresses are missing where it has not been built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Address of the style sheet.
    pub stylesheet: String,
    /// The same style sheet.
    pub style: &'static str,
    /// Address of the bundle's module script.
    pub script: Option<String>,
    /// Address of the bundle.
    pub wasm: Option<String>,
}

/// A document with the bundle. What stands in `<div id="app">` comes to life once the bundle is there; the rest never does.
/// It carries its style sheet, so that it can be drawn without another round trip. The nonce of the response is read from
/// Leptos' context.
#[must_use]
pub fn app_document(site: Site, page: Page, assets: Assets) -> AnyView {
    match page {
        Page::Home(page) => home_document(site, *page, &assets),
        page => journey_document(site, page, &assets),
    }
}

fn journey_document(site: Site, page: Page, assets: &Assets) -> AnyView {
    let title = title(&site, &heading(Language::of(&site), &page), has_problem(&page));
    let refresh = match &page {
        Page::AddKey(page) => page.refresh,
        Page::LogIn(page) => page.refresh,
        _ => false,
    };
    let live = serde_json::json!({ "page": page });
    let body = view! {
        <div class="nhsuk-width-container" id="app"><Journey site=site.clone() page/></div>
    };
    with_bundle(&site, None, title, refresh, &live, body.into_any(), assets)
}

/// A page of somebody who is logged in. Only what tells about the session lives in it, so nothing else of it is in the
/// bundle.
fn home_document(site: Site, page: Home, assets: &Assets) -> AnyView {
    let missing = page.notice == Some(HomeNotice::ReasonMissing);
    let title = title(&site, home::heading(Language::of(&site), &page.view), missing);
    let live = serde_json::json!({ "session": page.ends_in });
    let person = page.name.clone();
    let visit = Visit::new(site.clone(), Page::Home(Box::new(page.clone())));
    let body = view! { <div class="nhsuk-width-container"><HomePage visit page/></div> };
    with_bundle(&site, Some(&person), title, false, &live, body.into_any(), assets)
}

/// `live` is what the bundle starts from besides the site.
fn with_bundle(
    site: &Site,
    person: Option<&str>,
    title: String,
    refresh: bool,
    live: &serde_json::Value,
    body: AnyView,
    assets: &Assets,
) -> AnyView {
    let refresh = refresh.then(|| {
        view! { <noscript><meta http-equiv="refresh" content="10"/></noscript> }
    });
    let given = view! {
        <script type="application/json" id="journey" nonce=use_nonce() inner_html=given(site, live)></script>
    };
    let bundle = Bundle::of(assets);
    let head = view! {
        {refresh}
        <style nonce=use_nonce() inner_html=assets.style></style>
        {bundle.as_ref().map(Bundle::preload)}
    };
    let end = view! { {given} {bundle.as_ref().map(Bundle::start)} };
    shell(site, account_of(site, person), title, head.into_any(), body, end.into_any())
}

/// A document without a script. Its style sheet is a file of its own: some of these are refusals, which stay small.
#[must_use]
pub fn plain_document(site: &Site, page: Plain, assets: &Assets) -> AnyView {
    let language = Language::of(site);
    let title = title(site, &page.heading, page.problem.is_some());
    let summary = page.problem.map(|(message, field)| {
        view! { <ErrorSummary language message=message.to_owned() field=Some(field)/> }
    });
    let body = view! {
        <div class="nhsuk-width-container">
            <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
                <div class="nhsuk-grid-row">
                    <div class="nhsuk-grid-column-two-thirds">
                        {summary}
                        <h1 class="nhsuk-heading-l">{page.heading}</h1>
                        {page.body}
                    </div>
                </div>
            </main>
        </div>
    };
    let head = view! { <link rel="stylesheet" href=assets.stylesheet.clone()/> };
    shell(site, Account::default(), title, head.into_any(), body.into_any(), ().into_any())
}

/// A document of the HR console; `desk` is the officer who is logged in. Its one script, at `script`, is small, carries
/// `nonce`, and nothing depends on it.
#[must_use]
pub fn console_document(
    site: &Site,
    desk: Option<&Desk>,
    page: ConsolePage,
    notice: Option<Notice>,
    stylesheet: &str,
    script: (&str, &str),
) -> AnyView {
    let language = Language::of(site);
    let title = title(site, &page.title, !page.problems.is_empty());
    let (address, nonce) = (script.0.to_owned(), script.1.to_owned());
    let head = view! {
        <link rel="stylesheet" href=stylesheet.to_owned()/>
        <script src=address nonce=nonce defer=true></script>
    };
    let account = Account {
        person: desk.map(|desk| console::account(site, desk).into_any()),
        sections: desk.map(|desk| console::navigation(site, desk).into_any()),
    };
    let body = console::main_part(site, page, notice.map(|notice| notice.sentence(language)));
    let end = desk.map(|desk| console::session_end(site, desk));
    shell(site, account, title, head.into_any(), body, end.into_any())
}

/// The bundle's two files.
struct Bundle {
    script: String,
    wasm: String,
}

impl Bundle {
    fn of(assets: &Assets) -> Option<Self> {
        Some(Self { script: assets.script.clone()?, wasm: assets.wasm.clone()? })
    }

    /// Both files are asked for before the document has arrived, but with low priority: the page is drawn first.
    fn preload(&self) -> impl IntoView + use<> {
        let (script, wasm) = (self.script.clone(), self.wasm.clone());
        view! {
            <link rel="modulepreload" href=script nonce=use_nonce() fetchpriority="low"/>
            <link
                rel="preload"
                href=wasm
                r#as="fetch"
                type="application/wasm"
                crossorigin="anonymous"
                fetchpriority="low"
            />
        }
    }

    fn start(&self) -> impl IntoView + use<> {
        let Self { script, wasm } = self;
        let code = format!("import init from '{script}'; init({{module_or_path:'{wasm}'}});");
        view! { <script type="module" nonce=use_nonce() inner_html=code></script> }
    }
}

/// What the bundle starts from, safe inside a `<script>`: nothing in it can end the element.
fn given(site: &Site, live: &serde_json::Value) -> String {
    // Types of the contract always encode; without it the page stays a plain form that works.
    serde_json::to_string(&serde_json::json!({ "site": site, "live": live }))
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

/// What the header shows of whoever is logged in.
#[derive(Default)]
struct Account {
    /// Name and log out.
    person: Option<AnyView>,
    /// Where else to go.
    sections: Option<AnyView>,
}

fn shell(site: &Site, account: Account, title: String, head: AnyView, body: AnyView, end: AnyView) -> AnyView {
    let language = Language::of(site);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <meta name="theme-color" content="#005eb8"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {head}
            </head>
            <body class="nhsuk-frontend-supported">
                <a class="nhsuk-skip-link" href="#maincontent">{language.shell().skip}</a>
                {header(site, account)}
                {body}
                {footer(site)}
                {end}
            </body>
        </html>
    }
    .into_any()
}

/// An employee's own part of the header.
fn account_of(site: &Site, person: Option<&str>) -> Account {
    let text = Language::of(site).shell();
    let person = person.map(|person| {
        view! {
            <nav class="nhsuk-header__account" aria-label=text.account>
                <ul class="nhsuk-header__account-list">
                    <li class="nhsuk-header__account-item">{person.to_owned()}</li>
                    <li class="nhsuk-header__account-item">
                        <form class="nhsuk-header__account-form" method="post" action=LogOut::PATH novalidate>
                            <button class="nhsuk-header__account-button" type="submit">{text.log_out}</button>
                        </form>
                    </li>
                </ul>
            </nav>
        }
        .into_any()
    });
    Account { person, sections: None }
}

fn header(site: &Site, account: Account) -> impl IntoView + use<> {
    let text = Language::of(site).shell();
    let logo = site.logo.clone().map(|logo| {
        view! { <img class="nhsuk-header__organisation-logo" src=logo alt="" height="40"/> }
    });
    let banner = site.preview.then(|| {
        view! {
            <section class="nhsuk-width-container" aria-label=text.preview_label>
                <div class="app-phase-banner">
                    <strong class="nhsuk-tag nhsuk-tag--yellow">{text.preview_tag}</strong>
                    <span>{text.preview}</span>
                </div>
            </section>
        }
    });
    view! {
        <header class="nhsuk-header nhsuk-header--organisation">
            <div class="nhsuk-header__container nhsuk-width-container">
                <div class="nhsuk-header__service">
                    {logo}
                    <span class="nhsuk-header__organisation-name">{site.organisation.clone()}</span>
                    <span class="nhsuk-header__service-name">{site.service.clone()}</span>
                </div>
                {account.person}
            </div>
            {account.sections}
        </header>
        {banner}
    }
}

/// The same links in the same place on every page.
fn footer(site: &Site) -> impl IntoView + use<> {
    let text = Language::of(site).shell();
    let links: Vec<_> = [
        (page::HELP, text.help),
        (page::ACCESSIBILITY, text.accessibility),
        (page::CONTACT, text.contact),
        (page::COOKIES, text.cookies),
        (page::PRIVACY, text.privacy),
    ]
    .into_iter()
    .map(|(href, words)| {
        view! {
            <li class="nhsuk-footer__list-item"><a class="nhsuk-footer__list-item-link" href=href>{words}</a></li>
        }
    })
    .collect();
    view! {
        <footer class="nhsuk-footer">
            <div class="nhsuk-width-container">
                <div class="nhsuk-footer__meta">
                    <h2 class="nhsuk-u-visually-hidden">{text.support_heading}</h2>
                    <ul class="nhsuk-footer__list">{links}</ul>
                    <p class="nhsuk-body-s">{site.organisation.clone()}</p>
                </div>
            </div>
        </footer>
    }
}
