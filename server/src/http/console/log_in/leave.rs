//! `POST /hr/log-out`, and the page that it leads to.

use crate::{
    flows::officers::{
        log_out,
        on_duty::{self, AtDesk},
    },
    http::{
        console::{cookie, desk},
        employee::{log_in_cookies::CLEAR, see_other},
        problem,
    },
    state::AppState,
};
use app::pages::console::{officers as pages, single_sign_on};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::get,
};

const PATH: &str = "/hr/log-out";

/// Their route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(press))
}

async fn press(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let here = cookie::read(&state.settings, &headers);
    if let Err(fault) = log_out::log_out(&state, here.as_ref()).await {
        return problem::fault(&state.settings, &headers, &fault);
    }
    let mut response = see_other(PATH);
    response.headers_mut().append(header::SET_COOKIE, cookie::forget(&state.settings));
    response.headers_mut().insert(CLEAR.0, CLEAR.1);
    response
}

/// The page says that nobody is logged in, so it is for whoever is not.
async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match on_duty::look(&state, cookie::read(&state.settings, &headers).as_ref()).await {
        Ok(AtDesk::On(_)) => see_other("/hr"),
        Ok(AtDesk::Out) => desk::open_page(&state, StatusCode::OK, |site| match &state.settings.officers.sso {
            Some(sso) => single_sign_on::logged_out(site, &sso.name),
            None => pages::logged_out(site),
        }),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
