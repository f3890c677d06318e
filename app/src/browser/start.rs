//! The start of the bundle.

use crate::{journey::Journey, session::Session};
use contract::{Page, Site};
use leptos::{mount::hydrate_from, prelude::*};
use serde::Deserialize;
use wasm_bindgen::JsCast;

/// What the document carries for the bundle.
#[derive(Deserialize)]
struct Given {
    site: Site,
    live: Live,
}

/// What of the document comes to life.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Live {
    /// The page.
    Page(Page),
    /// Only what tells about the session, which ends in so many milliseconds.
    Session(u32),
}

/// Brings the page in the document to life. A document without one stays what it is: plain forms that work.
pub fn hydrate() {
    let Some(given) = document().get_element_by_id("journey").and_then(|script| script.text_content()) else { return };
    let Ok(Given { site, live }) = serde_json::from_str(&given) else { return };
    let Some(Ok(root)) = document().get_element_by_id("app").map(JsCast::dyn_into) else { return };
    match live {
        Live::Page(page) => hydrate_from(root, move || view! { <Journey site page/> }).forget(),
        Live::Session(ends_in) => hydrate_from(root, move || view! { <Session site ends_in/> }).forget(),
    }
}
