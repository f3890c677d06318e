//! The form of an endpoint: sent by the browser itself, or by the bundle once it is there.

use super::busy_button::{BusyButton, Look};
use crate::{browser::form, journey::Visit};
use contract::{Endpoint, Page};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that posts to the endpoint `E` and has nothing to fill in: the request is in hidden fields.
#[component]
pub(crate) fn EndpointForm<E: Endpoint<Response = Page> + 'static>(
    /// Names the endpoint; only its type matters.
    to: E,
    visit: Visit,
    /// The request.
    hidden: E::Request,
    label: &'static str,
    /// See [`BusyButton`].
    #[prop(optional)]
    about: Option<String>,
    #[prop(optional)] look: Look,
) -> impl IntoView {
    let _named: E = to;
    // Every request of the contract is a flat list of plain values, which always encodes.
    let fields: Vec<(String, String)> = serde_urlencoded::to_string(hidden)
        .ok()
        .and_then(|encoded| serde_urlencoded::from_str(&encoded).ok())
        .unwrap_or_default();
    let fields: Vec<_> =
        fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect();
    form(visit, E::PATH, label, about, look, fields)
}

/// A form that posts to the endpoint `E`; its children have the names of the request's fields.
#[component]
pub(crate) fn FieldsForm<E: Endpoint<Response = Page> + 'static, C: IntoView + 'static>(
    /// Names the endpoint; only its type matters.
    to: E,
    visit: Visit,
    label: &'static str,
    children: TypedChildren<C>,
) -> impl IntoView {
    let _named: E = to;
    form(visit, E::PATH, label, None, Look::Primary, children.into_inner()())
}

fn form(
    visit: Visit,
    path: &'static str,
    label: &'static str,
    about: Option<String>,
    look: Look,
    fields: impl IntoView,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        if let Some(fields) = form::fields(&event) {
            event.prevent_default();
            visit.send(path, fields);
        }
    };
    view! {
        <form method="post" action=path novalidate on:submit=submit>
            {fields}
            <BusyButton visit path label about look/>
        </form>
    }
}
