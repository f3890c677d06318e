//! Forms: what stands in them, and when they are sent.

use leptos::{ev::SubmitEvent, prelude::document};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

/// The fields of the form that is being submitted, `application/x-www-form-urlencoded`: read from the document, because
/// browsers fill fields in without telling the page. `None` if the browser cannot say; it then submits by itself.
pub(crate) fn fields(event: &SubmitEvent) -> Option<String> {
    let data = FormData::new_with_form(&form(event)?).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(fields.to_string().into())
}

/// Where it is sent.
pub(crate) fn path(event: &SubmitEvent) -> Option<String> {
    form(event)?.get_attribute("action")
}

fn form(event: &SubmitEvent) -> Option<HtmlFormElement> {
    event.target()?.dyn_into().ok()
}

/// Calls a function whenever a form of the document is submitted, until it is dropped.
pub(crate) struct Submits(Closure<dyn FnMut(SubmitEvent)>);

impl Submits {
    /// Listens.
    pub(crate) fn of_document(heard: impl FnMut(SubmitEvent) + 'static) -> Self {
        let call = Closure::<dyn FnMut(SubmitEvent)>::new(heard);
        // Fails for no event name and no function that reach this line.
        let _added = document().add_event_listener_with_callback("submit", call.as_ref().unchecked_ref());
        Self(call)
    }
}

impl Drop for Submits {
    fn drop(&mut self) {
        let _removed = document().remove_event_listener_with_callback("submit", self.0.as_ref().unchecked_ref());
    }
}

/// The button of a form that is under way: it says so, and keeps the focus. Dropped, it is what it was.
pub(crate) struct Busy {
    button: Option<(Element, String)>,
}

impl Busy {
    /// Of the form that is being submitted.
    pub(crate) fn new(event: &SubmitEvent, words: &str) -> Self {
        let button = form(event).and_then(|form| form.query_selector("button").ok().flatten());
        let button = button.map(|button| {
            let label = button.inner_html();
            let _set = button.set_attribute("aria-disabled", "true");
            button.set_text_content(Some(words));
            (button, label)
        });
        Self { button }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((button, label)) = &self.button {
            let _removed = button.remove_attribute("aria-disabled");
            button.set_inner_html(label);
        }
    }
}
