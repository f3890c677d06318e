//! What stood in a form that a browser sent.

use super::problem;
use crate::state::AppState;
use axum::{
    Form,
    extract::{FromRequest, Request},
    response::Response,
};
use serde::de::DeserializeOwned;

/// The fields. A form that is none, or has other fields, is answered by a page that says so. Forms are
/// `application/x-www-form-urlencoded` and nothing else.
pub(super) struct Filled<F>(pub F);

impl<F: DeserializeOwned> FromRequest<AppState> for Filled<F> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let headers = request.headers().clone();
        match Form::from_request(request, state).await {
            Ok(Form(form)) => Ok(Self(form)),
            Err(rejection) => Err(problem::bad_form(&state.settings, &headers, rejection.status())),
        }
    }
}
