//! What stands in a form.

use leptos::ev::SubmitEvent;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// The fields of the form that is being submitted, `application/x-www-form-urlencoded`: read from the document, because
/// browsers fill fields in without telling the page. `None` if the browser cannot say; it then submits by itself.
pub(crate) fn fields(event: &SubmitEvent) -> Option<String> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(fields.to_string().into())
}
