//! A site, documents of it, and ways to look into them.

use app::document::{Assets, app_document, plain_document};
use app::pages::Plain;
use contract::{
    Page, Site,
    home::{Home, HomeView},
    log_in::{LogIn, LogInStage, WalletRequests},
    page::{AddKey, Offer, Stage, Way},
    site::{Contact, Store, Wallet},
};
use leptos::prelude::*;

pub fn site() -> Site {
    Site {
        service: "Staff access keys".to_owned(),
        organisation: "Example Trust".to_owned(),
        logo: None,
        hr: Contact {
            name: "the HR team".to_owned(),
            email: Some("hr@example.org".to_owned()),
            phone: Some("+44 20 7946 0000".to_owned()),
        },
        host: "keys.example.org".to_owned(),
        portal_url: Some("https://portal.example.org/".to_owned()),
        preview: false,
    }
}

pub fn wallet() -> Wallet {
    Wallet {
        name: "your wallet app".to_owned(),
        steps_on_computer: vec!["Select **Scan**.".to_owned(), "Select **Add**.".to_owned()],
        steps_on_phone: vec!["Select the button.".to_owned()],
        stores: vec![Store { name: "App Store (iPhone)".to_owned(), url: "https://apps.example.org/1".to_owned() }],
    }
}

pub const LINK: &str = "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fkeys.example.org%2Fo%2F1";

pub fn add_key() -> AddKey {
    AddKey {
        wallet: wallet(),
        offer: Some(Offer { link: LINK.to_owned(), try_link: None, renew_in: Some(240_000), expires_in: 300_000 }),
        stage: Stage::Waiting,
        first: Way::Qr,
        checked: false,
        refresh: false,
    }
}

pub fn requests() -> WalletRequests {
    WalletRequests {
        button: "openid4vp://?r=same".to_owned(),
        qr: Some("openid4vp://?r=cross".to_owned()),
        try_links: None,
        renew_in: Some(100_000),
        expires_in: 120_000,
    }
}

pub fn log_in() -> LogIn {
    LogIn {
        wallet: wallet(),
        portal: None,
        continue_to: None,
        stage: LogInStage::Waiting(requests()),
        refusal: None,
        first: Way::Qr,
        by_qr: true,
        checked: false,
        refresh: false,
    }
}

pub fn home(view: HomeView) -> Home {
    Home { name: "Sam Example".to_owned(), ends_in: 1_800_000, ends_at: "4:15pm".to_owned(), notice: None, view }
}

pub fn assets() -> Assets {
    Assets {
        stylesheet: "/assets/latchkey-1.css".to_owned(),
        style: "main>p{color:red}",
        script: Some("/assets/frontend-1.js".to_owned()),
        wasm: Some("/assets/frontend-1_bg.wasm".to_owned()),
    }
}

/// Without the marks that hydration needs, and with the class of each tag first.
fn clean(html: String) -> String {
    let mut cleaned = String::new();
    for part in html.replace("<!>", "").replace("<!--<() />-->", "").split_inclusive('>') {
        match part.rsplit_once('<').and_then(|(before, tag)| Some((before, tag.split_once(" class=\"")?))) {
            // The class first, wherever it was written: this is how golden files and people read a tag.
            Some((before, (start, rest))) => {
                let (class, rest) = rest.split_once('"').unwrap_or((rest, ""));
                let (name, others) = start.split_once(' ').map_or((start, ""), |(name, others)| (name, others));
                let space = if others.is_empty() { "" } else { " " };
                cleaned.push_str(&format!("{before}<{name} class=\"{class}\"{space}{others}{rest}"));
            }
            None => cleaned.push_str(part),
        }
    }
    cleaned
}

pub fn draw(page: Page) -> String {
    draw_for(site(), page)
}

pub fn draw_for(site: Site, page: Page) -> String {
    clean(Owner::new().with(|| app_document(site, page, assets()).to_html()))
}

pub fn draw_plain(make: impl FnOnce(&Site) -> Plain) -> String {
    draw_plain_for(site(), make)
}

pub fn draw_plain_for(site: Site, make: impl FnOnce(&Site) -> Plain) -> String {
    clean(Owner::new().with(|| plain_document(&site, make(&site), &assets()).to_html()))
}

/// What stands between two marks, first time.
pub fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let rest = html.split_once(start).map(|(_, rest)| rest);
    assert!(rest.is_some(), "no {start} in {html}");
    let inner = rest.and_then(|rest| rest.split_once(end)).map(|(inner, _)| inner);
    assert!(inner.is_some(), "no {end} after {start} in {html}");
    inner.unwrap_or_default()
}

/// Text of the only heading of level 1.
pub fn h1(html: &str) -> &str {
    assert_eq!(html.matches("<h1").count(), 1, "one h1 in {html}");
    between(html, "<h1", "</h1>").split_once('>').map_or("", |(_, words)| words)
}

pub fn title(html: &str) -> &str {
    between(html, "<title>", "</title>")
}

/// The forms: action and hidden fields, in the order of the document.
pub fn forms(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    html.split("<form ")
        .skip(1)
        .map(|form| {
            let form = between(form, "", "</form>");
            assert!(form.contains("method=\"post\"") && form.contains("novalidate"), "{form}");
            let hidden = form
                .split("<input type=\"hidden\" ")
                .skip(1)
                .map(|input| (between(input, "name=\"", "\"").to_owned(), between(input, "value=\"", "\"").to_owned()))
                .collect();
            (between(form, "action=\"", "\"").to_owned(), hidden)
        })
        .collect()
}

pub fn assert_parts(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}
