//! The address bar, the tab's title, and whether anybody can see the page.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::VisibilityState;

/// Path of the page that is shown.
pub(crate) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Shows another path, as a new step of the history or in the place of the present one.
pub(crate) fn show(path: &str, new_step: bool) {
    let Ok(history) = window().history() else { return };
    // A browser that refuses (too many steps in a short time) keeps the earlier path; the page is right all the same.
    let _refused = if new_step {
        history.push_state_with_url(&JsValue::NULL, "", Some(path))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(path))
    };
}

/// Leaves for a page that the server draws.
pub(crate) fn leave(to: &str) {
    let _refused = window().location().assign(to);
}

/// Sets the title of the tab.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Scrolls to the top.
pub(crate) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// The page is in a tab or an app that nobody sees.
pub(crate) fn hidden() -> bool {
    document().visibility_state() == VisibilityState::Hidden
}
