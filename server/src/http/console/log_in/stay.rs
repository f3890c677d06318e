//! `POST /hr/stay`: somebody is still there. That a request came notes it (the gate does); this says until when.

use crate::{
    flows::officers::on_duty,
    http::{
        console::{On, access::onward},
        employee::see_other,
    },
    state::AppState,
};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Serialize;

/// Its route.
pub(super) fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route("/hr/stay", post(press))
}

/// For the script of the open page.
#[derive(Serialize)]
struct Stays {
    /// Milliseconds until the session ends if nothing is done.
    ends_in: i64,
}

async fn press(State(state): State<AppState>, On(on): On, headers: HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if text(header::ACCEPT).contains("application/json") {
        let ends_at = on_duty::ends_at(&on.session, &state.settings.policy);
        return Json(Stays { ends_in: state.clock.now().until(ends_at).as_millis() }).into_response();
    }
    let own = state.settings.server.public_url.origin();
    see_other(onward(text(header::REFERER).strip_prefix(own)))
}
