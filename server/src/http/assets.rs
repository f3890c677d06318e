//! Files inside the binary: the front end, and the employer's logo.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

use crate::state::AppState;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// For files whose name changes with their content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For the others.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// A route for each file.
pub fn routes() -> Router<AppState> {
    let mut router =
        Router::new().route("/organisation/logo.svg", get(logo)).route("/organisation/logo.png", get(logo));
    for asset in ASSETS {
        router = router.route(asset.path, get(move |headers: HeaderMap| async move { serve(asset, &headers) }));
    }
    router
}

fn serve(asset: &'static Asset, request: &HeaderMap) -> Response {
    let choices = [("br", asset.brotli), ("gzip", asset.gzip)];
    let chosen = choices
        .into_iter()
        .find_map(|(coding, bytes)| bytes.filter(|_| accepts(request, coding)).map(|bytes| (coding, bytes)));
    let (coding, bytes) = chosen.map_or((None, asset.bytes), |(coding, bytes)| (Some(coding), bytes));
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, if asset.immutable { FOR_EVER } else { FOR_AN_HOUR });
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// Whether `Accept-Encoding` names `coding` with a weight above 0
/// ([RFC 9110, section 12.5.3](https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.3)).
fn accepts(request: &HeaderMap, coding: &str) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|element| {
        let mut parts = element.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight =
            parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |weight| weight.parse().unwrap_or(0.0_f32));
        named && weight > 0.0
    })
}

async fn logo(State(state): State<AppState>, uri: axum::http::Uri) -> Response {
    match state.settings.logo.as_ref().filter(|logo| logo.path() == uri.path()) {
        Some(logo) => (
            [
                (header::CONTENT_TYPE, HeaderValue::from_static(logo.content_type())),
                (header::CACHE_CONTROL, FOR_AN_HOUR),
            ],
            logo.bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SCRIPT_FILE: Asset = Asset {
        path: "/assets/frontend-0123456789abcdef.js",
        bytes: b"plain",
        brotli: Some(b"brotli"),
        gzip: Some(b"gzip"),
        content_type: "text/javascript; charset=utf-8",
        immutable: true,
    };

    fn coding(accept: &str) -> Option<String> {
        let request = HeaderMap::from_iter([(header::ACCEPT_ENCODING, accept.parse().unwrap())]);
        let response = serve(&SCRIPT_FILE, &request);
        assert_eq!(response.headers()[header::CACHE_CONTROL], FOR_EVER);
        response.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn the_smallest_copy_that_the_browser_reads_is_served() {
        assert_eq!(coding("gzip, deflate, br, zstd").as_deref(), Some("br"));
        assert_eq!(coding("gzip;q=1.0, br;q=0").as_deref(), Some("gzip"));
        assert_eq!(coding("GZIP").as_deref(), Some("gzip"));
        assert_eq!(coding("identity"), None);
        assert_eq!(coding("brotli"), None);
    }
}
