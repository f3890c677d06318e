//! Where the keyboard and the screen reader are.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Moves focus to the first of these selectors that the document has.
pub(crate) fn focus_first(selectors: &[&str]) {
    let found = selectors.iter().find_map(|selector| document().query_selector(selector).ok().flatten());
    focus(found, false);
}

/// Moves focus to the field of this id, with its label in view.
pub(crate) fn focus_field(id: &str) {
    if let Ok(Some(label)) = document().query_selector(&format!("label[for={id}]")) {
        label.scroll_into_view();
    }
    focus(document().get_element_by_id(id), true);
}

/// What had the focus is gone from the document.
pub(crate) fn focus_is_lost() -> bool {
    let document = document();
    document.active_element().is_none_or(|active| document.body().is_some_and(|body| *body == active))
}

fn focus(element: Option<Element>, keep_scroll: bool) {
    let Some(Ok(element)) = element.map(JsCast::dyn_into::<HtmlElement>) else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(keep_scroll);
    // A browser that cannot focus leaves focus where it is.
    let _unfocused = element.focus_with_options(&options);
}
