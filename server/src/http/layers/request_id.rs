//! A name for each request, on its answer and in the log, so that a person can quote it.

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
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

/// The name of a request, among its extensions.
#[derive(Clone, Debug)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// As in the log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
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

/// Names the request.
pub async fn number(State(counter): State<Counter>, mut request: Request, next: Next) -> Response {
    let id = format!("{:08x}-{}", counter.start, counter.next.fetch_add(1, Ordering::Relaxed));
    let header = HeaderValue::try_from(id.as_str());
    request.extensions_mut().insert(RequestId(id.into()));
    let mut response = next.run(request).await;
    if let Ok(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    response
}
