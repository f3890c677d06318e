//! A mistake of ours costs one request, not the service.

use crate::{http::problem::Problem, state::AppState};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use std::any::Any;

/// Makes the answer: the problem page. What went wrong is in the log, not on the page.
pub fn answer(state: &AppState) -> impl FnMut(Box<dyn Any + Send + 'static>) -> Response + Clone + Send + use<> {
    let settings = state.settings.clone();
    move |_| {
        tracing::error!("a request handler panicked");
        // The request is gone by now; a page can be read by everyone.
        let html = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static("text/html"))]);
        Problem::Broken.response(&settings, &html)
    }
}
