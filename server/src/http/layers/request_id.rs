//! A name for each request, on its answer, on the page when something went wrong, and in the log: a person can read it
//! out, and whoever runs the service finds the line.
//!
//! The name travels in a header of the request, so that it is at hand wherever a request's headers are. What a client
//! sends under that name is replaced.

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use rand::Rng;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Header with the name.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names requests: a random part for this start of the process, then a number.
#[derive(Clone)]
pub struct Counter {
    start: u32,
    next: Arc<AtomicU64>,
}

impl Counter {
    /// Begins at 1.
    #[must_use]
    pub fn new(state: &AppState) -> Self {
        // Names need not be secret, and a start without randomness fails elsewhere.
        let start = state.random.generator().map_or(0, |mut rng| rng.next_u32());
        Self { start, next: Arc::new(AtomicU64::new(1)) }
    }
}

/// The name of the request with these headers.
#[must_use]
pub fn of(request: &HeaderMap) -> &str {
    request.get(REQUEST_ID).and_then(|name| name.to_str().ok()).unwrap_or("none")
}

/// Names the request.
pub async fn number(State(counter): State<Counter>, mut request: Request, next: Next) -> Response {
    let name = format!("{:08x}-{}", counter.start, counter.next.fetch_add(1, Ordering::Relaxed));
    // Digits and a dash always fit.
    let name = HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("none"));
    request.headers_mut().insert(REQUEST_ID, name.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, name);
    response
}
