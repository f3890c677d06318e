//! Showing a key from the page. The request is fetched once, when the person looks at it; the forms carry it on, and it
//! is checked again when they come back.

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use url::Url;

use super::{Phone, shown};
use crate::html::{self, present as html_present};
use crate::present::{self, PresentError};
use crate::request::{Fetched, Link};
use crate::request_object::Request;

#[derive(Deserialize)]
pub(super) struct Share {
    #[serde(flatten)]
    fetched: Fetched,
    key: String,
}

/// Says who asks for what behind `link`.
pub(super) async fn asked(phone: &Phone, link: &str) -> Response {
    match look(phone, link).await {
        Ok((request, page)) => {
            let policy = html::content_security_policy(Some(&request.response_uri));
            ([(CONTENT_SECURITY_POLICY, policy)], shown(StatusCode::OK, page)).into_response()
        }
        Err(error) => problem(&error, phone),
    }
}

async fn look(phone: &Phone, link: &str) -> Result<(Request, Markup), PresentError> {
    let fetched = Link::parse(link)?.fetch(&phone.http, &mut crate::random()).await?;
    let request = Request::check(&fetched, crate::now())?;
    let choices = present::choices(&request, phone.store.list()?, crate::now())?;
    let page = html_present::request(&request, &fetched, &choices);
    Ok((request, page))
}

/// Shows the chosen key and follows the verifier.
pub(super) async fn share(State(phone): State<Phone>, Form(form): Form<Share>) -> Response {
    let shared = async {
        let request = Request::check(&form.fetched, crate::now())?;
        let choices = present::choices(&request, phone.store.list()?, crate::now())?;
        let choice = present::choose(choices, Some(&form.key))?;
        let next = present::share(&phone.http, &request, &choice, crate::now(), &mut crate::random()).await?;
        Ok((request, next))
    };
    match shared.await {
        Ok((request, next)) => follow(&request, next.as_ref(), html_present::shared_with),
        Err(error) => problem(&error, &phone),
    }
}

/// Tells the verifier that nothing is shared, and follows it.
pub(super) async fn cancel(State(phone): State<Phone>, Form(fetched): Form<Fetched>) -> Response {
    let cancelled = async {
        let request = Request::check(&fetched, crate::now())?;
        let next = present::decline(&phone.http, &request).await?;
        Ok((request, next))
    };
    match cancelled.await {
        Ok((request, next)) => follow(&request, next.as_ref(), html_present::cancelled),
        Err(error) => problem(&error, &phone),
    }
}

/// Goes where the verifier sends the person if that is the verifier itself: the policy of the page with the form lets a
/// browser go nowhere else by itself. Any other place is a link.
fn follow(request: &Request, next: Option<&Url>, page: fn(&str, Option<&Url>) -> Markup) -> Response {
    match next {
        Some(url) if url.origin() == request.response_uri.origin() => Redirect::to(url.as_str()).into_response(),
        next => shown(StatusCode::OK, page(request.verifier(), next)),
    }
}

fn problem(error: &PresentError, phone: &Phone) -> Response {
    shown(StatusCode::UNPROCESSABLE_ENTITY, html_present::problem(&error.to_string(), phone.back()))
}
