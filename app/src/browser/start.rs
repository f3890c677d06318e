//! The start of the bundle.

use crate::journey::Journey;
use contract::{Page, Site};
use leptos::{mount::hydrate_from, prelude::*};
use serde::Deserialize;
use wasm_bindgen::JsCast;

/// What the document carries for the bundle.
#[derive(Deserialize)]
struct Given {
    site: Site,
    page: Page,
}

/// Brings the page in the document to life. A document without one stays what it is: plain forms that work.
pub fn hydrate() {
    let Some(given) = document().get_element_by_id("journey").and_then(|script| script.text_content()) else { return };
    let Ok(Given { site, page }) = serde_json::from_str(&given) else { return };
    let Some(Ok(root)) = document().get_element_by_id("app").map(JsCast::dyn_into) else { return };
    hydrate_from(root, move || view! { <Journey site page/> }).forget();
}
