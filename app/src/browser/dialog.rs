//! Dialogs that keep the rest of the page out of reach.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Opens or closes the dialog of this id; the browser moves the focus in, and back.
pub(crate) fn set_open(id: &str, open: bool) {
    let Some(Ok(dialog)) = document().get_element_by_id(id).map(JsCast::dyn_into::<HtmlDialogElement>) else { return };
    match (open, dialog.open()) {
        // Fails only for a dialog that is out of the document.
        (true, false) => _ = dialog.show_modal(),
        (false, true) => dialog.close(),
        _ => {}
    }
}
