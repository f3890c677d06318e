//! Headers of every answer, errors and files included. A handler that sets one of them itself is not overruled.

use super::csp;
use crate::config::Settings;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// Two years, the time that browsers' preload lists ask for.
const HSTS: &str = "max-age=63072000; includeSubDomains";
/// Nothing of a device is used; the phone may offer the code that came by text.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
                           geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), \
                           xr-spatial-tracking=(), otp-credentials=(self)";

/// The headers, made once.
#[derive(Clone)]
pub struct Headers(Arc<[(HeaderName, HeaderValue)]>);

impl Headers {
    /// HSTS goes with https only.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let fixed = HeaderValue::from_static;
        let mut headers = vec![
            (header::CONTENT_SECURITY_POLICY, csp::NOTHING),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::REFERRER_POLICY, fixed("same-origin")),
            (header::CACHE_CONTROL, fixed("no-store")),
            (HeaderName::from_static("cross-origin-opener-policy"), fixed("same-origin")),
            (HeaderName::from_static("cross-origin-resource-policy"), fixed("same-origin")),
            (HeaderName::from_static("permissions-policy"), fixed(PERMISSIONS)),
        ];
        if settings.server.public_url.is_https() {
            headers.push((header::STRICT_TRANSPORT_SECURITY, fixed(HSTS)));
        }
        Self(headers.into())
    }
}

/// Adds what the handler did not set.
pub async fn add(State(Headers(all)): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in all.iter() {
        if !headers.contains_key(name) {
            headers.insert(name, value.clone());
        }
    }
    response
}
