//! The gate before every page and button of the console: who is here, and may they?

use super::{
    access::{self, Access, Need},
    cookie, desk,
};
use crate::{
    flows::officers::on_duty::{self, AtDesk, OnDuty},
    http::{employee::see_other, problem},
    state::AppState,
};
use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The officer at whose request this is, put there by the gate.
#[derive(Clone)]
pub struct On(pub OnDuty);

impl<S: Send + Sync> FromRequestParts<S> for On {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        // Missing only where the table asks for nobody, and then no handler asks for it.
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::FORBIDDEN)
    }
}

/// Lets a request through, or answers why not. An officer who is here is noted as having been seen.
pub async fn check(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    // What nobody has thought of stays closed, whatever the router would do with it: a path, and a method of a path.
    let Some(access) = access::of(path) else {
        return problem::Problem::NotFound.response(&state.settings, request.headers());
    };
    let form = *request.method() == Method::POST;
    let need = match *request.method() {
        Method::GET | Method::HEAD => access.page,
        Method::POST => access.form,
        _ => None,
    };
    let Some(need) = need else { return not_allowed(access) };
    if need == Need::Nothing {
        return next.run(request).await;
    }
    let found = on_duty::look(&state, cookie::read(&state.settings, request.headers()).as_ref()).await;
    let mut on = match found {
        Ok(AtDesk::On(on)) => *on,
        Ok(AtDesk::Out) => return see_other(&log_in(&request, form)),
        Err(fault) => return problem::fault(&state.settings, request.headers(), &fault),
    };
    if let Err(fault) = on_duty::seen(&state, &mut on).await {
        return problem::fault(&state.settings, request.headers(), &fault);
    }
    let (permission, fresh) = match need {
        Need::Nothing | Need::LoggedIn => (None, false),
        Need::May(permission) => (Some(permission), false),
        Need::Fresh(permission) => (Some(permission), true),
    };
    if permission.is_some_and(|permission| !on.officer.role.may(permission)) {
        return desk::page(&state, &on, None, StatusCode::FORBIDDEN, app::pages::console::not_allowed);
    }
    // Whoever opens a form has time to fill it in before the second factor is too old for sending it.
    if fresh && !on_duty::is_fresh(&state, &on, !form) {
        return see_other(&format!("/hr/confirm?then={}", encoded(&page_of(&request, form))));
    }
    request.extensions_mut().insert(On(on));
    next.run(request).await
}

/// There is no such button, or no such page ([RFC 9110, section 15.5.6](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6)).
fn not_allowed(access: &Access) -> Response {
    let allowed = match (access.page, access.form) {
        (Some(_), Some(_)) => "GET,HEAD,POST",
        (Some(_), None) => "GET,HEAD",
        (None, _) => "POST",
    };
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allowed)]).into_response()
}

/// The log in page, with the way back where there is one.
fn log_in(request: &Request, form: bool) -> String {
    if form { "/hr/log-in".to_owned() } else { format!("/hr/log-in?then={}", encoded(&page_of(request, form))) }
}

/// The page that a request is for; of a form, the page at the same address.
fn page_of(request: &Request, form: bool) -> String {
    let uri = request.uri();
    if form { uri.path().to_owned() } else { uri.path_and_query().map_or("/hr", |it| it.as_str()).to_owned() }
}

fn encoded(address: &str) -> String {
    serde_urlencoded::to_string([("", address)]).unwrap_or_default().trim_start_matches('=').to_owned()
}
