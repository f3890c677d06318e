//! The form of an endpoint: sent by the browser itself, or by the bundle once it is there.

use super::busy_button::{BusyButton, Look};
use crate::{browser::form, journey::Visit};
use contract::{Endpoint, Page};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that posts to the endpoint `E`. What `hidden` holds goes into hidden fields; what people fill in is in the
/// children and has the names of the request's fields.
#[component]
pub(crate) fn EndpointForm<E: Endpoint<Response = Page> + 'static>(
    /// Names the endpoint; only its type matters.
    to: E,
    visit: Visit,
    /// The request, where nobody has to type anything.
    hidden: Option<E::Request>,
    label: &'static str,
    #[prop(optional)] look: Look,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let _named: E = to;
    // Every request of the contract is a flat list of plain values, which always encodes; a test walks them.
    let fields = hidden
        .and_then(|request| serde_urlencoded::to_string(request).ok())
        .and_then(|encoded| serde_urlencoded::from_str(&encoded).ok())
        .unwrap_or_default();
    form(visit, E::PATH, fields, label, look, children.map(|children| children()))
}

fn form(
    visit: Visit,
    path: &'static str,
    fields: Vec<(String, String)>,
    label: &'static str,
    look: Look,
    children: Option<AnyView>,
) -> AnyView {
    let submit = move |event: SubmitEvent| {
        if let Some(fields) = form::fields(&event) {
            event.prevent_default();
            visit.send(path, fields);
        }
    };
    let hidden: Vec<_> =
        fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect();
    view! {
        <form method="post" action=path novalidate on:submit=submit>
            {hidden}
            {children}
            <BusyButton visit path label look/>
        </form>
    }
    .into_any()
}
