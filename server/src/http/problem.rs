//! Answers to requests that went wrong outside any endpoint, for people and for programs.

use crate::{
    config::Settings,
    http::{document, layers::request_id},
};
use app::pages;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such address here.
    NotFound,
    /// The request was made by a page of another site, or by something that is no browser.
    CrossSite,
    /// The request is for another host.
    WrongHost,
    /// The service made a mistake.
    Broken,
    /// The service cannot answer now.
    Unavailable,
    /// The sender asks too often.
    TooManyRequests,
}

/// The same for programs. Wallets show the description to people
/// ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)).
#[derive(Serialize)]
struct Body {
    error: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<String>,
}

impl Problem {
    /// Its HTTP status.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The answer: a page for browsers (`Accept` names HTML), a line of JSON for everything else. Where somebody may have
    /// to look into it, it has the request's name.
    #[must_use]
    pub fn response(self, settings: &Settings, request: &HeaderMap) -> Response {
        let reference = request_id::of(request);
        let mut response = if wants_html(request) {
            document::plain(settings, self.status(), |site| match self {
                Self::NotFound | Self::WrongHost => pages::not_found::page(site),
                Self::CrossSite | Self::Broken => pages::problem::page(site, reference),
                Self::Unavailable | Self::TooManyRequests => pages::problem::unavailable(site, reference),
            })
        } else {
            let error_description = match self {
                Self::NotFound | Self::WrongHost => None,
                Self::CrossSite | Self::Broken | Self::Unavailable | Self::TooManyRequests => {
                    Some(format!("Reference: {reference}"))
                }
            };
            (self.status(), Json(Body { error: self.code(), error_description })).into_response()
        };
        if matches!(self, Self::Unavailable | Self::TooManyRequests) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }

    const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::CrossSite => "cross_site_request",
            Self::WrongHost => "wrong_host",
            Self::Broken => "server_error",
            Self::Unavailable => "temporarily_unavailable",
            Self::TooManyRequests => "too_many_requests",
        }
    }
}

fn wants_html(request: &HeaderMap) -> bool {
    let accept = request.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accept.into_iter().any(|value| value.contains("text/html"))
}

/// The answer to every address that is none of ours.
pub async fn not_found(State(state): State<crate::state::AppState>, headers: HeaderMap) -> Response {
    Problem::NotFound.response(&state.settings, &headers)
}

/// The answer to our own fault: the cause goes into the log, never onto the page.
pub fn fault(settings: &Settings, request: &HeaderMap, error: &(dyn std::error::Error + 'static)) -> Response {
    let causes: Vec<String> =
        std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect();
    tracing::error!(request = request_id::of(request), error = causes.join(": "), "a request failed");
    Problem::Unavailable.response(settings, request)
}

/// The answer to a form that cannot be read; our own pages never send one.
pub fn bad_form(settings: &Settings, request: &HeaderMap, status: StatusCode) -> Response {
    let mut response = Problem::Broken.response(settings, request);
    *response.status_mut() = status;
    response
}
