//! Answers to requests that went wrong outside any endpoint, for people and for programs.

use crate::{config::Settings, http::document};
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

/// The same for programs.
#[derive(Serialize)]
struct Body {
    error: &'static str,
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

    /// The answer: a page for browsers (`Accept` names HTML), a line of JSON for everything else.
    #[must_use]
    pub fn response(self, settings: &Settings, request: &HeaderMap) -> Response {
        let mut response = if wants_html(request) {
            let page = match self {
                Self::NotFound | Self::WrongHost => pages::not_found::page,
                Self::CrossSite | Self::Broken => pages::problem::page,
                Self::Unavailable | Self::TooManyRequests => pages::problem::unavailable,
            };
            document::plain(settings, self.status(), page)
        } else {
            (self.status(), Json(Body { error: self.code() })).into_response()
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
    tracing::error!(error = causes.join(": "), "a request failed");
    Problem::Unavailable.response(settings, request)
}

/// The answer to a form that cannot be read; our own pages never send one.
pub fn bad_form(settings: &Settings, request: &HeaderMap, status: StatusCode) -> Response {
    let mut response = Problem::Broken.response(settings, request);
    *response.status_mut() = status;
    response
}
