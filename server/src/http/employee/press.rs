//! A browser that pressed a button: the form that it sent, and what it wants to be answered with.

use super::pages::see_other;
use crate::{http::form::Filled, state::AppState};
use axum::{
    Json,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use contract::Page;
use serde::de::DeserializeOwned;

/// A press.
pub(super) struct Press<F> {
    /// Headers of the request.
    pub headers: HeaderMap,
    /// What stood in the form.
    pub form: F,
}

impl<F: DeserializeOwned> FromRequest<AppState> for Press<F> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let Filled(form) = Filled::from_request(request, state).await?;
        Ok(Self { headers, form })
    }
}

/// The page that is now due: JSON for the hydrated page, `303` for a form that the browser sent.
pub(super) fn lead_to(page: Page, headers: &HeaderMap) -> Response {
    if wants_json(headers) { Json(page).into_response() } else { see_other(page.path()) }
}

/// Whether the hydrated page asks.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json")
}
