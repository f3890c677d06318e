//! Whole documents: one shell with the bundle for the pages of the journey, one without for everything else.

use crate::{
    journey::Journey,
    pages::{
        Plain,
        key::{has_problem, heading, title},
    },
    text::Language,
};
use contract::{Page, Site, page};
use leptos::{nonce::use_nonce, prelude::*};

/// Addresses of what documents load; those of the bundle are missing where it has not been built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub stylesheet: String,
    /// The bundle's module script.
    pub script: Option<String>,
    /// The bundle.
    pub wasm: Option<String>,
}

/// A document of the journey. Everything in `<div id="app">` comes to life once the bundle is there; the rest never does.
/// The nonce of the response is read from Leptos' context.
#[must_use]
pub fn app_document(site: Site, page: Page, assets: Assets) -> AnyView {
    let language = Language::of(&site);
    let title = title(&site, &heading(language, &page), has_problem(&page));
    let refresh = matches!(&page, Page::AddKey(page) if page.refresh).then(|| {
        view! { <noscript><meta http-equiv="refresh" content="10"/></noscript> }
    });
    let given = view! {
        <script type="application/json" id="journey" nonce=use_nonce() inner_html=given(&site, &page)></script>
    };
    let bundle = Bundle::of(&assets);
    let head = view! { {refresh} {bundle.as_ref().map(Bundle::preload)} };
    let body = view! {
        <div class="nhsuk-width-container" id="app"><Journey site=site.clone() page/></div>
    };
    let end = view! { {given} {bundle.as_ref().map(Bundle::start)} };
    shell(&site, title, &assets.stylesheet, head.into_any(), body.into_any(), end.into_any())
}

/// A document without a script.
#[must_use]
pub fn plain_document(site: &Site, page: Plain, assets: &Assets) -> AnyView {
    let title = title(site, &page.heading, false);
    let body = view! {
        <div class="nhsuk-width-container">
            <main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent" tabindex="-1">
                <div class="nhsuk-grid-row">
                    <div class="nhsuk-grid-column-two-thirds">
                        <h1 class="nhsuk-heading-l">{page.heading}</h1>
                        {page.body}
                    </div>
                </div>
            </main>
        </div>
    };
    shell(site, title, &assets.stylesheet, ().into_any(), body.into_any(), ().into_any())
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

    /// Both files are asked for before the document has arrived, but after the style sheet: the page is drawn first.
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
fn given(site: &Site, page: &Page) -> String {
    // Types of the contract always encode; without it the page stays a plain form that works.
    serde_json::to_string(&serde_json::json!({ "site": site, "page": page }))
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

fn shell(site: &Site, title: String, stylesheet: &str, head: AnyView, body: AnyView, end: AnyView) -> AnyView {
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
                <link rel="stylesheet" href=stylesheet.to_owned()/>
                {head}
            </head>
            <body class="nhsuk-frontend-supported">
                <a class="nhsuk-skip-link" href="#maincontent">{language.shell().skip}</a>
                {header(site)}
                {body}
                {footer(site)}
                {end}
            </body>
        </html>
    }
    .into_any()
}

fn header(site: &Site) -> impl IntoView + use<> {
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
            </div>
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
